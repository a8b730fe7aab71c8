/** Endpoints over Spring Integration's UDP adapters: from a message to the socket, and from the socket to a message. */
@NullMarked
package io.ringcast.protocol.transport.stack;

import org.jspecify.annotations.NullMarked;
