/** The thread that drives the core: takes events in batches, carries the effects out, and watches itself. */
@NullMarked
package io.ringcast.replication.runtime;

import org.jspecify.annotations.NullMarked;
