@NullMarked
package io.ringcast.protocol.transport;

import org.jspecify.annotations.NullMarked;
