/**
 * What both wire protocols share: request ids, the contract of a codec, and strict JSON datagrams.
 *
 * <p>Nothing here opens a socket; see {@link io.ringcast.protocol.transport} for that.
 */
@NullMarked
package io.ringcast.protocol;

import org.jspecify.annotations.NullMarked;
