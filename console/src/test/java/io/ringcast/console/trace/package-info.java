@NullMarked
package io.ringcast.console.trace;

import org.jspecify.annotations.NullMarked;
