package io.ringcast.replication.simulation;

import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.Phase;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.core.Effect;
import io.ringcast.replication.core.Event;
import io.ringcast.replication.core.LeftBehindException;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberAttributes;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.EpochHistory;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.log.SnapshotCodec;
import io.ringcast.replication.simulation.Plan.Fault;
import io.ringcast.replication.simulation.SlotMachine.Command;
import io.ringcast.replication.simulation.SlotMachine.Outcome;
import io.ringcast.replication.wire.ReplicaMessage;
import io.ringcast.replication.wire.ReplicaMessages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * A group of replicas in one thread, driven by a seed: the same seed gives the same run, step by step. The {@link
 * SimulatedGroup} does everything that the group layer's contract allows; servers crash between any two effects, and keep
 * their {@link SimulatedDisk}; {@link SimulatedClients} write down what they are told. What else may happen is the {@link
 * Plan}'s.
 */
final class Simulation {
    private static final int SETTLING_ROUNDS_MAX = 20_000;

    private final Plan plan;
    private final SplittableRandom random;
    private final List<SimulatedServer> servers = new ArrayList<>();
    private final SimulatedGroup group;
    final SimulatedClients clients;
    /** Each change that any server stored: an epoch and an index tell which. */
    private final Map<Place, LogEntry> stored = new HashMap<>();

    private boolean settling;
    private long now;
    private long forgotten;
    private final @Nullable StringBuilder trace;

    private record Place(Epoch epoch, long index) {}

    Simulation(Plan plan, long seed, boolean tracing) {
        this.plan = plan;
        this.random = new SplittableRandom(seed);
        this.trace = tracing ? new StringBuilder() : null;
        for (int i = 0; i < plan.servers(); i++) {
            int level =
                    plan.has(Fault.UPGRADES) ? random.nextInt(SlotMachine.SILENT_REFUSALS + 1) : MemberAttributes.LEVEL;
            servers.add(new SimulatedServer("s" + i, plan, level));
        }
        this.group = new SimulatedGroup(plan, random, servers);
        this.clients = new SimulatedClients(plan, random);
        servers.forEach(this::start);
    }

    String trace() {
        return String.valueOf(trace);
    }

    /** The text is made only for a trace: it takes longer than the step that it describes. */
    private void note(Supplier<String> text) {
        if (trace != null) {
            trace.append(now).append(' ').append(text.get()).append('\n');
        }
    }

    /** Runs all steps, then mends everything and waits for silence. */
    void run() {
        for (now = 1; now <= plan.steps(); now++) {
            step();
        }
        settle();
        servers.forEach(server -> forgotten += server.replica.lost().forgottenCount());
    }

    private void step() {
        int dice = random.nextInt(1000);
        if (dice < 640) {
            runServer(pick(servers));
        } else if (dice < 870) {
            runClient();
        } else if (dice < 945) {
            group.regroup(group.component(pick(servers).name));
        } else if (dice < 954) {
            fail(pick(servers));
        } else {
            mend(pick(servers));
        }
    }

    private void fail(SimulatedServer server) {
        switch (random.nextInt(5)) {
            case 0 -> {
                if (server.up && mayCrash(server)) {
                    note(() -> server.id.id() + " crashes");
                    crash(server);
                }
            }
            case 1 -> {
                if (plan.has(Fault.PARTITIONS)) {
                    split();
                }
            }
            case 2 -> {
                if (plan.has(Fault.ONE_WAY_PARTITIONS)) {
                    note(() -> "one way is cut");
                    group.cutOneWay();
                }
            }
            case 3 -> {
                if (plan.has(Fault.PAUSES) && server.runs() && mayFail()) {
                    server.paused = true;
                    note(() -> server.id.id() + " is paused");
                }
            }
            default -> {
                if (plan.has(Fault.HANGS) && server.runs() && mayFail()) {
                    server.hung = true;
                    note(() -> server.id.id() + " hangs");
                }
            }
        }
    }

    private void mend(SimulatedServer server) {
        if (!server.up) {
            server.diskFails = server.diskFails && random.nextInt(3) != 0;
            if (!server.diskFails) {
                mayLoseItsDisk(server);
                start(server);
            }
        } else if (!server.runs()) {
            server.paused = false;
            server.hung = false;
            note(() -> server.id.id() + " goes on");
        } else if (random.nextInt(3) == 0) {
            heal();
        }
    }

    private void settle() {
        settling = true;
        heal();
        for (SimulatedServer server : servers) {
            server.paused = false;
            server.hung = false;
            server.diskFails = false;
            if (!server.up) {
                start(server);
            }
        }
        for (int round = 0; round < SETTLING_ROUNDS_MAX; round++, now++) {
            if (round % 50 == 0) {
                group.regroup(0);
            }
            if (round % 2_000 == 1_999) {
                group.create(servers.stream().map(s -> s.id).toList());
            }
            runServer(pick(servers));
            if (random.nextInt(10) == 0) {
                runClient();
            }
            if (round % 50 == 49 && isSilent()) {
                return;
            }
        }
        throw new AssertionError("the group does not come to rest: " + describe());
    }

    private boolean isSilent() {
        return clients.areSatisfied()
                && isWhole()
                && group.isSilent()
                && servers.stream().allMatch(s -> s.requests.isEmpty() && s.unfinished.isEmpty());
    }

    String describe() {
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

    // Servers

    private void runServer(SimulatedServer server) {
        if (!server.runs()) {
            return;
        }
        if (!server.unfinished.isEmpty()) {
            List<Effect<TreePMap<String, String>, Outcome>> unfinished = server.unfinished;
            server.unfinished = List.of();
            carryOut(server, unfinished);
            return;
        }
        server.replica.at(now, now);
        int events = 1 + random.nextInt(4);
        boolean idle = true;
        try {
            for (int i = 0; i < events; i++) {
                Event<Command> event = nextEvent(server);
                if (event != null) {
                    idle = false;
                    note(() -> server.id.id() + " <- " + event);
                    server.replica.handle(event);
                }
            }
        } catch (LeftBehindException e) {
            note(() -> server.id.id() + " must join anew");
            crash(server);
            start(server);
            return;
        }
        if (!idle || server.replica.isHoldingAnswers() || server.replica.isDeciding()) {
            carryOut(server, server.replica.drain());
        }
    }

    private void carryOut(SimulatedServer server, List<Effect<TreePMap<String, String>, Outcome>> effects) {
        for (int i = 0; i < effects.size(); i++) {
            var effect = effects.get(i);
            if (!settling && random.nextInt(400) == 0 && mayCrash(server)) {
                note(() -> server.id.id() + " crashes before " + effect);
                crash(server);
                return;
            }
            if (!settling && plan.has(Fault.HANGS) && random.nextInt(400) == 0 && mayFail()) {
                note(() -> server.id.id() + " hangs before " + effect);
                server.hung = true;
                server.unfinished = effects.subList(i, effects.size());
                return;
            }
            if (isStoring(effect)
                    && plan.has(Fault.FAILING_DISKS)
                    && !settling
                    && random.nextInt(300) == 0
                    && mayCrash(server)) {
                note(() -> server.id.id() + " cannot store " + effect);
                server.diskFails = true;
                crash(server);
                return;
            }
            carryOut(server, effect);
        }
    }

    private static boolean isStoring(Effect<TreePMap<String, String>, Outcome> effect) {
        return switch (effect) {
            case Effect.Append<TreePMap<String, String>, Outcome> e -> true;
            case Effect.BeginEpoch<TreePMap<String, String>, Outcome> e -> true;
            case Effect.InstallSnapshot<TreePMap<String, String>, Outcome> e -> true;
            case Effect.SettleLost<TreePMap<String, String>, Outcome> e -> true;
            case Effect.Send<TreePMap<String, String>, Outcome> e -> false;
            case Effect.Broadcast<TreePMap<String, String>, Outcome> e -> false;
            case Effect.SendSnapshot<TreePMap<String, String>, Outcome> e -> false;
            case Effect.Answer<TreePMap<String, String>, Outcome> e -> false;
            case Effect.Refuse<TreePMap<String, String>, Outcome> e -> false;
        };
    }

    private @Nullable Event<Command> nextEvent(SimulatedServer server) {
        int kind = random.nextInt(10);
        if (kind <= 1) {
            GroupView installed = group.nextView(server.id);
            if (installed != null) {
                return new Event.ViewInstalled<>(installed);
            }
        }
        if (kind <= 3 && !server.requests.isEmpty()) {
            return new Event.Requested<>(server.requests.removeFirst(), 0);
        }
        return group.nextMessage(server);
    }

    private void carryOut(SimulatedServer server, Effect<TreePMap<String, String>, Outcome> effect) {
        note(() -> server.id.id() + " -> " + effect);
        switch (effect) {
            case Effect.Send<TreePMap<String, String>, Outcome> e ->
                group.send(server.id, e.to(), false, ReplicaMessages.encode(e.message()));
            case Effect.Broadcast<TreePMap<String, String>, Outcome> e -> {
                byte[] message = ReplicaMessages.encode(e.message());
                for (MemberId to : Objects.requireNonNull(server.replica.view()).members()) {
                    if (!to.equals(server.id)) {
                        group.send(server.id, to, true, message);
                    }
                }
            }
            case Effect.SendSnapshot<TreePMap<String, String>, Outcome> e -> {
                byte[] snapshot = SnapshotCodec.encode(server.machine, e.state());
                List<Encoded> parts = SnapshotCodec.parts(server.machine, e.state(), snapshot.length / 2 + 1);
                for (MemberId to : e.to()) {
                    for (int i = 0; i < parts.size(); i++) {
                        var part = new ReplicaMessage.SnapshotPart(e.view(), i, parts.size(), parts.get(i));
                        group.send(server.id, to, false, ReplicaMessages.encode(part));
                    }
                }
            }
            case Effect.Answer<TreePMap<String, String>, Outcome> e ->
                clients.answered(group.component(server.name), e, now);
            case Effect.Refuse<TreePMap<String, String>, Outcome> e -> {}
            default -> store(server, effect);
        }
    }

    private void store(SimulatedServer server, Effect<TreePMap<String, String>, Outcome> effect) {
        server.disk.store(effect);
        if (effect instanceof Effect.Append<TreePMap<String, String>, Outcome> e) {
            e.entries().forEach(entry -> stored.put(new Place(entry.epoch(), entry.index()), entry));
        }
    }

    private boolean mayCrash(SimulatedServer server) {
        int down = 1;
        for (SimulatedServer other : servers) {
            down += !other.up && other != server ? 1 : 0;
        }
        return down <= plan.failuresAtOnce() && mayFail();
    }

    /** With one failure at a time, the next one comes only after the group has recovered from the last. */
    private boolean mayFail() {
        return plan.failuresAtOnce() > 1 || isWhole();
    }

    private boolean isWhole() {
        GroupView view = group.commonView();
        if (view == null) {
            return false;
        }
        for (SimulatedServer server : servers) {
            if (!server.runs() || server.replica.phase() != Phase.ACTIVE || !view.equals(server.replica.view())) {
                return false;
            }
        }
        return true;
    }

    /** Not before every server has been in an open epoch: an earlier one cannot be told from one that is new. */
    private void mayLoseItsDisk(SimulatedServer server) {
        if (plan.has(Fault.WIPED_DISKS)
                && random.nextInt(2) == 0
                && servers.stream().allMatch(s -> s.disk.knowsAnOpenEpoch())) {
            note(() -> server.name + " has an empty disk");
            server.disk.wipe();
        }
    }

    private void crash(SimulatedServer server) {
        forgotten += server.replica.lost().forgottenCount();
        server.crash();
        group.crashed(server.id);
    }

    private void start(SimulatedServer server) {
        if (plan.has(Fault.UPGRADES) && server.level < SlotMachine.SILENT_REFUSALS && random.nextInt(3) == 0) {
            server.level++;
        }
        server.start();
        note(() -> server.id.id() + " starts at level " + server.level);
        group.joined(server.id);
        group.mayBeAloneAtFirst(server.id);
    }

    // The network

    private void split() {
        group.split();
        clients.split();
        note(() -> "the network splits");
    }

    private void heal() {
        group.heal();
        clients.heal();
        note(() -> "the network heals");
    }

    private void runClient() {
        Request<Command> request = clients.ask(now, settling);
        if (request == null) {
            return;
        }
        note(() -> request.from().host() + " asks " + request);
        for (SimulatedServer server : servers) {
            boolean reaches = clients.reaches(request.from(), group.component(server.name));
            if (server.up && reaches && random.nextInt(5) != 0) {
                server.requests.add(request);
            }
        }
    }

    // What is left in the end

    /** Changes that servers lost and could not name, in any of their lives. */
    long forgotten() {
        return forgotten;
    }

    /** The servers when all is over. */
    List<SimulatedServer> servers() {
        return servers;
    }

    ReplicaState<TreePMap<String, String>, Outcome> finalState() {
        return Objects.requireNonNull(servers.getFirst().replica.state());
    }

    /** All changes of the history that went on, also those that the state has forgotten. */
    List<LogEntry> finalHistory() {
        var end = finalState();
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

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
