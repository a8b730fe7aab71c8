/** Overlays by number of members, computed: the functions by which peers choose their hops, without peers. */
@NullMarked
package io.ringcast.benchmarks.overlay;

import org.jspecify.annotations.NullMarked;
