/** The group on JGroups over UDP multicast. What arrives is checked before JGroups reads it. */
@NullMarked
package io.ringcast.replication.jgroups;

import org.jspecify.annotations.NullMarked;
