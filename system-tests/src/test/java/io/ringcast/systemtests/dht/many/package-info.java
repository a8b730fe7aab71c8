/** Many peers in one process. */
@NullMarked
package io.ringcast.systemtests.dht.many;

import org.jspecify.annotations.NullMarked;
