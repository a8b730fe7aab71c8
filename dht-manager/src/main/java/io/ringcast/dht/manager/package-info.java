/** The manager as a process: its start, its properties, and the one place where its state changes. */
@NullMarked
package io.ringcast.dht.manager;

import org.jspecify.annotations.NullMarked;
