/** How datagrams are signed, and the keys that processes derive from {@code ringcast.secret}. */
@NullMarked
package io.ringcast.protocol.signing;

import org.jspecify.annotations.NullMarked;
