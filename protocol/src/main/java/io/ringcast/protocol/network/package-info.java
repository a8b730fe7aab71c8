/**
 * The interface of this host that a process is configured to use, and its changes: it may go down, disappear and come
 * back with another address.
 *
 * <p>Opens no socket; see {@link io.ringcast.protocol.transport.stack} for that.
 */
@NullMarked
package io.ringcast.protocol.network;

import org.jspecify.annotations.NullMarked;
