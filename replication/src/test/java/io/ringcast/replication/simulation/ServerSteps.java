package io.ringcast.replication.simulation;

import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.core.LeftBehindException;
import io.ringcast.replication.core.ReplicaEffect;
import io.ringcast.replication.core.ReplicaEvent;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.SnapshotCodec;
import io.ringcast.replication.simulation.Plan.Fault;
import io.ringcast.replication.wire.ReplicaMessage;
import io.ringcast.replication.wire.ReplicaMessages;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Drives a server by one step: it handles a few events and carries out their effects. It may crash, hang, or fail to write
 * between any two effects.
 */
final class ServerSteps<S, C, O> {
    private final Plan plan;
    private final SplittableRandom random;
    private final Timeline timeline;
    private final SimulatedServers<S, C, O> servers;
    private final SimulatedGroup group;
    private final SimulatedClients<S, C, O> clients;
    private boolean settling;

    ServerSteps(
            Plan plan,
            SplittableRandom random,
            Timeline timeline,
            SimulatedServers<S, C, O> servers,
            SimulatedClients<S, C, O> clients) {
        this.plan = plan;
        this.random = random;
        this.timeline = timeline;
        this.servers = servers;
        this.group = servers.group();
        this.clients = clients;
    }

    /** From now on nothing fails. */
    void settle() {
        settling = true;
    }

    void run(SimulatedServer<S, C, O> server) {
        if (!server.runs()) {
            return;
        }
        if (!server.unfinished.isEmpty()) {
            List<ReplicaEffect<S, O>> unfinished = server.unfinished;
            server.unfinished = List.of();
            carryOut(server, unfinished);
            return;
        }
        server.replica.at(timeline.now(), timeline.now());
        int events = 1 + random.nextInt(4);
        boolean idle = true;
        try {
            for (int i = 0; i < events; i++) {
                ReplicaEvent<C> event = nextEvent(server);
                if (event != null) {
                    idle = false;
                    timeline.note(() -> server.id.id() + " <- " + event);
                    server.replica.handle(event);
                }
            }
        } catch (LeftBehindException e) {
            timeline.note(() -> server.id.id() + " must join anew");
            servers.crash(server);
            servers.start(server);
            return;
        }
        if (!idle || server.replica.isHoldingAnswers() || server.replica.isDeciding()) {
            carryOut(server, server.replica.drain());
        }
    }

    private @Nullable ReplicaEvent<C> nextEvent(SimulatedServer<S, C, O> server) {
        int kind = random.nextInt(10);
        if (kind <= 1) {
            GroupView installed = group.nextView(server.id);
            if (installed != null) {
                return new ReplicaEvent.ViewInstalled<>(installed);
            }
        }
        if (kind <= 3 && !server.requests.isEmpty()) {
            return new ReplicaEvent.Requested<>(server.requests.removeFirst(), 0);
        }
        return group.nextMessage(server);
    }

    private void carryOut(SimulatedServer<S, C, O> server, List<ReplicaEffect<S, O>> effects) {
        for (int i = 0; i < effects.size(); i++) {
            var effect = effects.get(i);
            if (!settling && random.nextInt(400) == 0 && servers.mayCrash(server)) {
                timeline.note(() -> server.id.id() + " crashes before " + effect);
                servers.crash(server);
                return;
            }
            if (!settling && plan.has(Fault.HANGS) && random.nextInt(400) == 0 && servers.mayFail()) {
                timeline.note(() -> server.id.id() + " hangs before " + effect);
                server.hung = true;
                server.unfinished = effects.subList(i, effects.size());
                return;
            }
            if (isStoring(effect)
                    && plan.has(Fault.FAILING_DISKS)
                    && !settling
                    && random.nextInt(300) == 0
                    && servers.mayCrash(server)) {
                timeline.note(() -> server.id.id() + " cannot store " + effect);
                server.diskFails = true;
                servers.crash(server);
                return;
            }
            carryOut(server, effect);
        }
    }

    private static boolean isStoring(ReplicaEffect<?, ?> effect) {
        return switch (effect) {
            case ReplicaEffect.Append<?, ?> e -> true;
            case ReplicaEffect.BeginEpoch<?, ?> e -> true;
            case ReplicaEffect.InstallSnapshot<?, ?> e -> true;
            case ReplicaEffect.SettleLost<?, ?> e -> true;
            case ReplicaEffect.Send<?, ?> e -> false;
            case ReplicaEffect.Broadcast<?, ?> e -> false;
            case ReplicaEffect.SendSnapshot<?, ?> e -> false;
            case ReplicaEffect.Answer<?, ?> e -> false;
            case ReplicaEffect.Refuse<?, ?> e -> false;
        };
    }

    private void carryOut(SimulatedServer<S, C, O> server, ReplicaEffect<S, O> effect) {
        timeline.note(() -> server.id.id() + " -> " + effect);
        switch (effect) {
            case ReplicaEffect.Send<S, O> e ->
                group.send(server.id, e.to(), false, ReplicaMessages.encode(e.message()));
            case ReplicaEffect.Broadcast<S, O> e -> broadcast(server, ReplicaMessages.encode(e.message()));
            case ReplicaEffect.SendSnapshot<S, O> e -> sendSnapshot(server, e);
            case ReplicaEffect.Answer<S, O> e -> clients.answered(group.component(server.name), e, timeline.now());
            case ReplicaEffect.Refuse<S, O> e -> {}
            default -> servers.store(server, effect);
        }
    }

    private void broadcast(SimulatedServer<S, C, O> server, byte[] message) {
        for (MemberId to : Objects.requireNonNull(server.replica.view()).members()) {
            if (!to.equals(server.id)) {
                group.send(server.id, to, true, message);
            }
        }
    }

    private void sendSnapshot(SimulatedServer<S, C, O> server, ReplicaEffect.SendSnapshot<S, O> effect) {
        byte[] snapshot = SnapshotCodec.encode(server.machine, effect.state());
        List<Encoded> parts = SnapshotCodec.parts(server.machine, effect.state(), snapshot.length / 2 + 1);
        for (MemberId to : effect.to()) {
            for (int i = 0; i < parts.size(); i++) {
                var part = new ReplicaMessage.SnapshotPart(effect.view(), i, parts.size(), parts.get(i));
                group.send(server.id, to, false, ReplicaMessages.encode(part));
            }
        }
    }
}
