package io.ringcast.dht.peer.simulation;

import static io.ringcast.dht.peer.simulation.VirtualTime.MILLI;

import io.ringcast.dht.manager.domain.ManagerCommand;
import io.ringcast.foundation.RequestId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The replication of the managers, as a model of its promise: one log that survives, since a change is stored by a majority
 * before anybody is told; every manager knows a beginning of it; a leader, or for a while none.
 *
 * <p>The promise itself is proved by the simulations of {@code replication} and by {@code ManagerSimulationTests}, which run the
 * real replicas in steps without a clock. Here time matters (heartbeats, silence, repetitions), and thousands of runs have to fit
 * into a build. So replicas are a model, which does what the promise leaves open: a request is answered late, or not at all;
 * it is decided although the manager that took it has died, or waits for the next leader and is decided seconds later; a
 * manager that was paused or cut off goes on for a while with what it knew, and believes that it leads; a single manager may
 * lose its store.
 */
final class ManagerGroup {
    private static final long SUSPECT_MIN = 200 * MILLI;
    private static final long SUSPECT_MAX = 2_500 * MILLI;
    private static final long JOIN_MAX = 500 * MILLI;
    private static final long STORE_MAX = 5 * MILLI;
    private static final long RETRY = 300 * MILLI;
    private static final int RETRIES_MAX = 20;

    private final VirtualTime time;
    private final SplittableRandom random;
    private final ManagerLog log;
    private final PresenceCheck check;
    private final Consumer<ManagerLog.Decision> phaseChanges;
    private final List<SimulatedManager> managers = new ArrayList<>();
    private @Nullable SimulatedManager leader;

    /** @param phaseChanges is told of each decision that begins an epoch */
    ManagerGroup(
            VirtualTime time,
            SplittableRandom random,
            ManagerLog log,
            PresenceCheck check,
            Consumer<ManagerLog.Decision> phaseChanges) {
        this.check = check;
        this.phaseChanges = phaseChanges;
        this.time = time;
        this.random = random;
        this.log = log;
    }

    void add(SimulatedManager manager) {
        managers.add(manager);
    }

    List<SimulatedManager> managers() {
        return managers;
    }

    ManagerLog log() {
        return log;
    }

    boolean isAlone() {
        return managers.size() == 1;
    }

    /** A manager has gone, is paused or is cut off: the others notice after a while. */
    void lost() {
        time.after(random.nextLong(SUSPECT_MIN, SUSPECT_MAX), this::changeView);
    }

    /** A manager has started, goes on or hears the others again. */
    void joined() {
        time.after(isAlone() ? 1 : random.nextLong(MILLI, JOIN_MAX), this::changeView);
    }

    private void changeView() {
        List<SimulatedManager> connected =
                managers.stream().filter(SimulatedManager::isConnected).toList();
        if (2 * connected.size() <= managers.size()) {
            leader = null;
        } else if (leader == null || !connected.contains(leader)) {
            leader = connected.get(random.nextInt(connected.size()));
        }
        time.note(() -> "view " + connected + ", leader " + leader);
        for (SimulatedManager manager : managers) {
            boolean serves = leader != null && connected.contains(manager);
            boolean leads = manager.equals(leader);
            // Who is paused learns nothing; it is told when it is back, by the view change of then.
            if (manager.process().runs()) {
                manager.installs(serves, leads);
            }
        }
    }

    /** A manager hands a request to the leader. */
    void request(SimulatedManager from, RequestId id, ManagerCommand command) {
        SimulatedProcess life = from.process();
        time.after(delay(), () -> order(from, life, id, command, 0));
    }

    private void order(
            SimulatedManager from, SimulatedProcess life, RequestId id, ManagerCommand command, int retries) {
        SimulatedManager ordering = leader;
        if (isAlone() && life.isPaused()) {
            life.timer(() -> order(from, life, id, command, retries));
            return;
        }
        boolean gone = life.hasEnded() && (isAlone() || random.nextBoolean());
        if (gone || retries > RETRIES_MAX) {
            return;
        }
        if (ordering == null || !ordering.isConnected() || (!life.hasEnded() && from.isIsolated())) {
            // The next leader gets it, or it is lost on the way.
            if (random.nextInt(4) != 0) {
                time.after(RETRY, () -> order(from, life, id, command, retries + 1));
            }
            return;
        }
        var decision = log.decide(id, command);
        if (decision == null) {
            return;
        }
        time.note(() -> "decision " + log.size() + " for " + command + ": " + decision.outcome() + ", "
                + decision.state().phase() + " at epoch " + decision.state().epoch());
        int size = log.size();
        check.decidedBy(ordering, decision);
        if (decision.state().epoch() > log.stateAt(size - 1).epoch()) {
            phaseChanges.accept(decision);
        }
        for (SimulatedManager manager : managers) {
            if (manager.isConnected()) {
                SimulatedProcess applying = manager.process();
                time.after(isAlone() ? 0 : delay(), () -> applying.timer(() -> manager.applies(applying, size)));
            }
        }
    }

    private long delay() {
        return random.nextLong(MILLI / 5, STORE_MAX);
    }
}
