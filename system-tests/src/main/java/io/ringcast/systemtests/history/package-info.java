/** Histories of what clients saw, and the checker that decides whether they keep the promises. */
@NullMarked
package io.ringcast.systemtests.history;

import org.jspecify.annotations.NullMarked;
