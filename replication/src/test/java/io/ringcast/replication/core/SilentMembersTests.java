package io.ringcast.replication.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.api.ReturnAddress;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberAttributes;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.EpochHistory;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.log.SnapshotCodec;
import io.ringcast.replication.simulation.slots.SlotMachine;
import io.ringcast.replication.simulation.slots.SlotMachine.Command;
import io.ringcast.replication.simulation.slots.SlotMachine.Kind;
import io.ringcast.replication.simulation.slots.SlotMachine.Outcome;
import io.ringcast.replication.wire.ReplicaMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

/** ADR 7 step by step: why members that were silent at a view change do not vote. */
class SilentMembersTests {
    private static final ViewChangeSettings TWO_OF_THREE = new ViewChangeSettings(2, 1_000);
    private static final Epoch BEFORE = new Epoch(1, "z1");

    private final Server a = new Server("a");
    private final Server b = new Server("b");
    private final Server c = new Server("c");

    /** A server whose messages arrive when the test says so. */
    private final class Server {
        final MemberId id;
        final Replica<TreePMap<String, String>, Command, Outcome> replica;
        final Deque<ReplicaEvent<Command>> inbox = new ArrayDeque<>();
        final List<Outcome> told = new ArrayList<>();

        Server(String name) {
            id = new MemberId(name + "1", name, new MemberAttributes(MemberAttributes.LEVEL, 2, 0));
            var state = ReplicaState.genesis(new SlotMachine())
                    .in(EpochHistory.NONE.then(BEFORE, 0).opened());
            replica = new Replica<>(id, new SlotMachine(), TWO_OF_THREE, index -> List.of(), state, 0, List.of());
        }

        void startView(String view, Server... members) {
            inbox.add(new ReplicaEvent.ViewInstalled<>(
                    new GroupView(view, Stream.of(members).map(m -> m.id).toList())));
        }

        void claim(String client) {
            var request = new Request<>(
                    new RequestId(client, 1), 1, new ReturnAddress(client, 1), new Command(Kind.CLAIM, "slot"));
            inbox.add(new ReplicaEvent.Requested<>(request, 0));
        }

        void run() {
            while (!inbox.isEmpty()) {
                replica.handle(inbox.remove());
            }
            replica.drain().forEach(this::carryOut);
        }

        private void carryOut(ReplicaEffect<TreePMap<String, String>, Outcome> effect) {
            switch (effect) {
                case ReplicaEffect.Send<TreePMap<String, String>, Outcome> sent -> send(sent.to(), sent.message());
                case ReplicaEffect.Broadcast<TreePMap<String, String>, Outcome> sent ->
                    Objects.requireNonNull(replica.view()).members().forEach(m -> send(m, sent.message()));
                case ReplicaEffect.SendSnapshot<TreePMap<String, String>, Outcome> sent -> {
                    Encoded snapshot = Encoded.of(SnapshotCodec.encode(new SlotMachine(), sent.state()));
                    sent.to().forEach(m -> send(m, new ReplicaMessage.SnapshotPart(sent.view(), 0, 1, snapshot)));
                }
                case ReplicaEffect.Answer<TreePMap<String, String>, Outcome> answer -> told.add(answer.outcome());
                default -> {
                    // The disks do not fail here.
                }
            }
        }

        private void send(MemberId to, ReplicaMessage message) {
            if (!to.equals(id)) {
                Stream.of(a, b, c)
                        .filter(m -> m.id.equals(to))
                        .forEach(m -> m.inbox.add(new ReplicaEvent.Delivered<>(id, message)));
            }
        }
    }

    private static void runAll(Server... servers) {
        while (Stream.of(servers).anyMatch(s -> !s.inbox.isEmpty())) {
            Stream.of(servers).forEach(Server::run);
        }
    }

    /** The example of ADR 7: a and c see the views of a and b in different orders. */
    @Test
    void twoMajoritiesDoNotDecideThoughASilentMemberWakesUp() {
        b.startView("of b", b, a, c);
        c.startView("of b", b, a, c);
        b.run();
        c.run();
        a.startView("of a", a, c);
        c.inbox.clear();
        c.startView("of a", a, c);
        runAll(a, c);
        a.claim("x");
        runAll(a, c);
        assertThat(a.told).containsExactly(new Outcome(true, "x-1"));

        b.run();
        b.replica.at(0, TWO_OF_THREE.announceMillis());
        b.run(); // Decides with c, which has gone on since, and without a.
        assertThat(b.replica.isDeciding()).isFalse();
        a.startView("of b", b, a, c);
        ReplicaEvent<Command> view = a.inbox.removeLast();
        a.inbox.addFirst(view); // What b decided is for a, too.
        b.claim("y");
        runAll(a, b);
        assertThat(b.told).isEmpty();
        assertThat(a.replica.lost().count()).isZero();
    }
}
