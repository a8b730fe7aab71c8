package io.ringcast.replication.simulation;

import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.Phase;
import io.ringcast.replication.core.ReplicaEffect;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberAttributes;
import io.ringcast.replication.log.EpochHistory;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.simulation.Plan.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/** All servers of a run: how they start and crash, and what they have stored. */
final class SimulatedServers<S, C, O> {
    private final Plan plan;
    private final SplittableRandom random;
    private final Timeline timeline;
    private final int newestLevel;
    private final List<SimulatedServer<S, C, O>> servers = new ArrayList<>();
    private final SimulatedGroup group;
    /** Each change that any server stored: an epoch and an index tell which. */
    private final Map<Place, LogEntry> stored = new HashMap<>();

    private long forgotten;

    private record Place(Epoch epoch, long index) {}

    SimulatedServers(Plan plan, Workload<S, C, O> workload, SplittableRandom random, Timeline timeline) {
        this.plan = plan;
        this.random = random;
        this.timeline = timeline;
        this.newestLevel = workload.newestLevel();
        for (int i = 0; i < plan.servers(); i++) {
            int level = plan.has(Fault.UPGRADES) ? random.nextInt(newestLevel + 1) : MemberAttributes.LEVEL;
            servers.add(new SimulatedServer<>("s" + i, plan, workload::machine, level));
        }
        this.group = new SimulatedGroup(plan, random, servers);
    }

    List<SimulatedServer<S, C, O>> all() {
        return servers;
    }

    SimulatedServer<S, C, O> any() {
        return servers.get(random.nextInt(servers.size()));
    }

    SimulatedGroup group() {
        return group;
    }

    void start(SimulatedServer<S, C, O> server) {
        if (plan.has(Fault.UPGRADES) && server.level < newestLevel && random.nextInt(3) == 0) {
            server.level++;
        }
        server.start();
        timeline.note(() -> server.id.id() + " starts at level " + server.level);
        group.joined(server.id);
        group.mayBeAloneAtFirst(server.id);
    }

    /** Starts each server of an older release again with the newest one, if the plan has upgrades. */
    void finishUpgrade() {
        if (plan.has(Fault.UPGRADES)) {
            for (var server : servers) {
                if (server.level < newestLevel) {
                    crash(server);
                    server.level = newestLevel;
                    start(server);
                }
            }
        }
    }

    /** Whether no upgrade is under way, for which a lost change may wait. */
    boolean areUpgraded() {
        return !plan.has(Fault.UPGRADES) || servers.stream().allMatch(server -> server.level == newestLevel);
    }

    /** Whether a change waits to be applied again. */
    boolean haveLost() {
        return servers.stream().anyMatch(server -> server.replica.lost().count() > 0);
    }

    void crash(SimulatedServer<S, C, O> server) {
        forgotten += server.replica.lost().forgottenCount();
        server.crash();
        group.crashed(server.id);
    }

    boolean mayCrash(SimulatedServer<S, C, O> server) {
        int down = 1;
        for (var other : servers) {
            down += !other.up && other != server ? 1 : 0;
        }
        return down <= plan.failuresAtOnce() && mayFail();
    }

    /** With one failure at a time, the next one comes only after the group has recovered from the last. */
    boolean mayFail() {
        return plan.failuresAtOnce() > 1 || isWhole();
    }

    private boolean isWhole() {
        GroupView view = group.commonView();
        if (view == null) {
            return false;
        }
        for (var server : servers) {
            if (!server.runs() || server.replica.phase() != Phase.ACTIVE || !view.equals(server.replica.view())) {
                return false;
            }
        }
        return true;
    }

    /** Whether all servers serve in one view, and nothing is under way between them. */
    boolean areAtRest() {
        return isWhole()
                && group.isSilent()
                && servers.stream().allMatch(s -> s.requests.isEmpty() && s.unfinished.isEmpty());
    }

    // What they store

    void store(SimulatedServer<S, C, O> server, ReplicaEffect<S, O> effect) {
        server.disk.store(effect);
        if (effect instanceof ReplicaEffect.Append<S, O> e) {
            e.entries().forEach(entry -> stored.put(new Place(entry.epoch(), entry.index()), entry));
        }
    }

    /** The state of all servers when they are at rest. */
    ReplicaState<S, O> state() {
        return Objects.requireNonNull(servers.getFirst().replica.state());
    }

    /** All changes of the history that survived, also those that the state has forgotten. */
    List<LogEntry> history() {
        var end = state();
        List<EpochHistory.Start> starts = end.epochs().starts();
        List<LogEntry> history = new ArrayList<>();
        int epoch = 0;
        for (long index = 1; index <= end.index(); index++) {
            while (epoch + 1 < starts.size() && starts.get(epoch + 1).index() < index) {
                epoch++;
            }
            history.add(Objects.requireNonNull(
                    stored.get(new Place(starts.get(epoch).epoch(), index))));
        }
        return history;
    }

    /** Changes that servers lost and could not name, in any of their lives. */
    long forgotten() {
        return forgotten
                + servers.stream()
                        .mapToLong(s -> s.replica.lost().forgottenCount())
                        .sum();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        servers.forEach(s -> text.append("%s up=%s %s view=%s lost=%d state=%s%n"
                .formatted(
                        s.id.id(),
                        s.up,
                        s.replica.phase(),
                        s.replica.view(),
                        s.replica.lost().count(),
                        s.replica.state())));
        return text.toString();
    }
}
