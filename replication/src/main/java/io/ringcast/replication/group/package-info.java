/** What the core asks of the network: views of the membership, and reliable messages among the members. */
@NullMarked
package io.ringcast.replication.group;

import org.jspecify.annotations.NullMarked;
