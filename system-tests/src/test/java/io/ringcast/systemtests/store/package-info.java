/** Stores that are full, damaged, removed, backed up or found again, shown on real processes. */
@NullMarked
package io.ringcast.systemtests.store;

import org.jspecify.annotations.NullMarked;
