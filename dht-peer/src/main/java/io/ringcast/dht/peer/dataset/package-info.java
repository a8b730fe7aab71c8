/** The dataset: a CSV file, validated as a whole before any record of it is sent, then streamed. */
@NullMarked
package io.ringcast.dht.peer.dataset;

import org.jspecify.annotations.NullMarked;
