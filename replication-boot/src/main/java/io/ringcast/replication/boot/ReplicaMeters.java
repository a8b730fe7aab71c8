package io.ringcast.replication.boot;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.ringcast.replication.api.ReplicaObserver;
import io.ringcast.replication.api.ReplicaReport;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Counts and measures what a replica does. */
public final class ReplicaMeters<S> implements ReplicaObserver<S> {
    private final MeterRegistry registry;
    private final Timer commits;
    private final Timer orders;
    private final DistributionSummary batches;
    private final Counter views;
    private final Counter adoptions;
    private final Counter failures;
    private final Counter stalls;
    private final Consumer<? super ReplicaReport<S>> reports;

    /**
     * Registers the meters.
     *
     * @param reports receives the state of the replica after each batch of events, in the replica's thread
     */
    public ReplicaMeters(MeterRegistry registry, Consumer<? super ReplicaReport<S>> reports) {
        this.registry = registry;
        this.reports = reports;
        this.commits = Timer.builder("ringcast.replica.commit")
                .description("time to bring a batch of changes to the disk")
                .publishPercentileHistogram()
                .register(registry);
        this.orders = Timer.builder("ringcast.replica.ordering")
                .description("time from a request's arrival until it may be answered: its place, the disk, the others")
                .publishPercentileHistogram()
                .register(registry);
        this.batches = DistributionSummary.builder("ringcast.replica.batch")
                .description("changes in a batch")
                .register(registry);
        this.views = counter("ringcast.replica.views", "changes of the group's membership");
        this.adoptions = counter("ringcast.replica.adoptions", "states taken over from another server");
        this.failures = counter("ringcast.replica.failures", "times that this server left its group and started again");
        this.stalls =
                counter("ringcast.replica.stalls", "times that a thread stood still, such as in a write to the disk");
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    @Override
    public void stored(int changes, long nanos) {
        commits.record(nanos, TimeUnit.NANOSECONDS);
        batches.record(changes);
    }

    @Override
    public void ordered(long nanos) {
        orders.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void viewInstalled(int members) {
        views.increment();
    }

    @Override
    public void snapshotInstalled(long index) {
        adoptions.increment();
    }

    @Override
    public void dropped(String reason) {
        Counter.builder("ringcast.replica.dropped")
                .description("requests and messages that were dropped")
                .tag("reason", reason)
                .register(registry)
                .increment();
    }

    @Override
    public void failed(RuntimeException failure) {
        failures.increment();
    }

    @Override
    public void stalled() {
        stalls.increment();
    }

    @Override
    public void reported(ReplicaReport<S> report) {
        reports.accept(report);
    }
}
