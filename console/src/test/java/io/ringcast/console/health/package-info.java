@NullMarked
package io.ringcast.console.health;

import org.jspecify.annotations.NullMarked;
