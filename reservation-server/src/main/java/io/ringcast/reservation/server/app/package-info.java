/**
 * The use cases of a server, its settings and the parts that it is made of. May import the domain, the codecs, the transport and
 * the data files.
 */
@NullMarked
package io.ringcast.reservation.server.app;

import org.jspecify.annotations.NullMarked;
