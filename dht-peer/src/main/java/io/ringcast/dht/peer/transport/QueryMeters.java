package io.ringcast.dht.peer.transport;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ringcast.protocol.dht.DirectMessage;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the queries of this peer cost: their time, and how far they went around the ring. */
final class QueryMeters {
    /** The first takes the queries that the entry answered itself. */
    private static final double[] HOPS = {0.5, 1, 2, 4, 8, 16, 32};

    private final Timer times;
    private final DistributionSummary hops;

    QueryMeters(MeterRegistry meters) {
        this.times = Timer.builder("ringcast.dht.query")
                .description("time from a query's start at the entry until its answer is here")
                .publishPercentileHistogram()
                .register(meters);
        this.hops = DistributionSummary.builder("ringcast.dht.query.hops")
                .description("nodes that passed an answered query on")
                .serviceLevelObjectives(HOPS)
                .register(meters);
    }

    void answered(DirectMessage.DirectAnswer answer, long nanos) {
        times.record(nanos, TimeUnit.NANOSECONDS);
        switch (answer) {
            case DirectMessage.FoundRecord found -> went(found.path());
            case DirectMessage.NotFound missing -> went(missing.path());
            default -> {
                // Not answered: it went nowhere that is known.
            }
        }
    }

    private void went(List<Integer> path) {
        hops.record(path.size() - 1.0);
    }
}
