@NullMarked
package io.ringcast.foundation.text;

import org.jspecify.annotations.NullMarked;
