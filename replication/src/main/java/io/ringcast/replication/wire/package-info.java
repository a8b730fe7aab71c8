/** What replicas say to each other, and its bytes. */
@NullMarked
package io.ringcast.replication.wire;

import org.jspecify.annotations.NullMarked;
