/** What clients saw, and the checker that decides whether it keeps the promises. */
@NullMarked
package io.ringcast.systemtests.history;

import org.jspecify.annotations.NullMarked;
