@NullMarked
package io.ringcast.protocol.guard;

import org.jspecify.annotations.NullMarked;
