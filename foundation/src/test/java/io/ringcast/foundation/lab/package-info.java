/** Tests of the lab's network. */
@NullMarked
package io.ringcast.foundation.lab;

import org.jspecify.annotations.NullMarked;
