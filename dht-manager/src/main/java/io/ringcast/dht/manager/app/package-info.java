/** The manager's settings, its replica, and its watch over who is there. */
@NullMarked
package io.ringcast.dht.manager.app;

import org.jspecify.annotations.NullMarked;
