/** The promises of the DHT, shown on real processes. */
@NullMarked
package io.ringcast.systemtests.dht;

import org.jspecify.annotations.NullMarked;
