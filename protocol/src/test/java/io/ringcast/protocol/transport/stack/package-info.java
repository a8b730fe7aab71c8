@NullMarked
package io.ringcast.protocol.transport.stack;

import org.jspecify.annotations.NullMarked;
