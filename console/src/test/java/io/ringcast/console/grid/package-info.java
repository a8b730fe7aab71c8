@NullMarked
package io.ringcast.console.grid;

import org.jspecify.annotations.NullMarked;
