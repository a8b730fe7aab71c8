package io.ringcast.benchmarks.micro;

import io.ringcast.dht.peer.domain.Placement;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The DHT's hash. */
@State(Scope.Thread)
public class PlacementBenchmark {
    private final Placement placement = new Placement(353, 5);
    private String name = "Bosnia and Herzegovina";

    /** The node that keeps a country. */
    @Benchmark
    public int ownerOf() {
        return placement.ownerOf(name);
    }
}
