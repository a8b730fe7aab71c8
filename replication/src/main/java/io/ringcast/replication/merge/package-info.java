/**
 * What the losing side of a partition had applied, and how the group gets it back. Only groups that run without a majority
 * need it.
 */
@NullMarked
package io.ringcast.replication.merge;

import org.jspecify.annotations.NullMarked;
