@NullMarked
package io.ringcast.foundation;

import org.jspecify.annotations.NullMarked;
