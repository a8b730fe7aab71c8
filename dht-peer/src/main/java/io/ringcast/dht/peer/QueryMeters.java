package io.ringcast.dht.peer;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ringcast.dht.peer.session.PeerOutcome;
import java.util.List;
import java.util.function.Supplier;

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

    PeerOutcome measure(Supplier<PeerOutcome> query) {
        PeerOutcome outcome = times.record(query);
        switch (outcome) {
            case PeerOutcome.RecordFound found -> went(found.path());
            case PeerOutcome.RecordMissing missing -> went(missing.path());
            default -> {
                // Not answered: it went nowhere that is known.
            }
        }
        return outcome;
    }

    private void went(List<Integer> path) {
        hops.record(path.size() - 1.0);
    }
}
