@NullMarked
package io.ringcast.console;

import org.jspecify.annotations.NullMarked;
