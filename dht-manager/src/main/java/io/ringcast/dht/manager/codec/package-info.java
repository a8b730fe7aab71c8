/** The manager's commands, outcomes and state as JSON, for the log, the snapshots and the other managers. */
@NullMarked
package io.ringcast.dht.manager.codec;

import org.jspecify.annotations.NullMarked;
