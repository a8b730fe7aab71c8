package io.ringcast.benchmarks;

import io.ringcast.benchmarks.floor.Echo;
import io.ringcast.benchmarks.floor.EchoKind;
import io.ringcast.benchmarks.load.MeasuredWork;
import io.ringcast.benchmarks.report.Experiments;
import io.ringcast.benchmarks.report.Measurement;
import io.ringcast.benchmarks.ringcast.ClusterPlan;
import io.ringcast.benchmarks.ringcast.LoopbackTransport;
import io.ringcast.benchmarks.ringcast.ReservationCluster;
import java.util.List;
import java.util.Locale;

/**
 * A short run that notices when something has become slower many times over. It compares with the floor in the same
 * minute on the same machine, takes the best of several rounds, and has bounds that are far from usual figures, so that it
 * does not fail on a busy machine.
 */
final class Guard {
    private static final double READS_TO_ECHOES_MIN = 0.02;
    private static final double CHANGES_TO_ECHOES_MIN = 0.002;

    private final Options options;
    private final Workspace workspace;

    Guard(Options options, Workspace workspace) {
        this.options = options;
        this.workspace = workspace;
    }

    boolean holds() throws InterruptedException {
        try (LoopbackTransport transport = LoopbackTransport.open();
                Echo echo = new Echo(EchoKind.INTEGRATION, options.servers(), workspace.home("echo"), transport);
                ReservationCluster cluster = new ReservationCluster(
                        ClusterPlan.durable(options.servers()), workspace.home("ringcast"), transport);
                Turns turns = new Turns(Experiments.RESERVATION, options.rounds())) {
            turns.add(echo, MeasuredWork.ECHO, options.clients(), options.servers());
            turns.add(cluster, MeasuredWork.CHECK, options.clients(), options.servers());
            turns.add(cluster, MeasuredWork.RESERVE, options.clients(), options.servers());
            List<Measurement> measured = turns.measure();
            double echoes = measured.get(0).perSecond();
            boolean reads = holds("reads", measured.get(1).bestPerSecond() / echoes, READS_TO_ECHOES_MIN);
            boolean changes = holds("reservations", measured.get(2).bestPerSecond() / echoes, CHANGES_TO_ECHOES_MIN);
            return reads && changes;
        }
    }

    private static boolean holds(String what, double ratio, double min) {
        boolean holds = ratio >= min;
        Bench.say(String.format(
                Locale.ROOT,
                "%s: %.4f of the echoes; at least %.4f is %s",
                what,
                ratio,
                min,
                holds ? "right" : "NOT reached: something has become much slower"));
        return holds;
    }
}
