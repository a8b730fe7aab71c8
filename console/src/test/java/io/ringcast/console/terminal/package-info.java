@NullMarked
package io.ringcast.console.terminal;

import org.jspecify.annotations.NullMarked;
