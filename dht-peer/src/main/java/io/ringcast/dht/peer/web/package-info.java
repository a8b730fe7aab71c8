/** What a peer knows, over REST. */
@NullMarked
package io.ringcast.dht.peer.web;

import org.jspecify.annotations.NullMarked;
