package io.ringcast.reservation.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.protocol.RequestId;
import io.ringcast.reservation.server.replication.SlotMachine.Command;
import io.ringcast.reservation.server.replication.SlotMachine.Kind;
import io.ringcast.reservation.server.replication.SlotMachine.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcollections.TreePMap;

/** More changes are lost in a partition than {@link RecentChanges} remember. */
class ManyLostChangesTests {
    private static final int LOST = 2 * RecentChanges.CHANGES_MIN + 3_000;
    private static final ReturnAddress CLIENT = new ReturnAddress("127.0.0.1", 9);

    private final SlotMachine machine = new SlotMachine();
    private final Map<MemberId, Member> members = new HashMap<>();

    private final class Member {
        private final MemberId id;
        private final List<LogEntry> log = new ArrayList<>();
        private final Deque<Event<Command>> inbox = new ArrayDeque<>();
        private final Replica<TreePMap<String, String>, Command, Outcome> replica;

        Member(String name) {
            id = new MemberId(name, name);
            replica = new Replica<>(id, machine, 1, this::logAfter, null, 0, List.of());
            members.put(id, this);
        }

        private List<LogEntry> logAfter(long index) {
            return log.stream().filter(entry -> entry.index() > index).toList();
        }

        void claim(int count) {
            for (int i = 1; i <= count; i++) {
                var command = new Command(Kind.CLAIM, id.id() + i);
                var request = new Request<>(new RequestId(id.id(), i), 1, CLIENT, command);
                inbox.add(new Event.Requested<>(request, 0));
                deliver();
            }
        }

        /** All that has arrived at once, and what comes of it. */
        void deliver() {
            while (!inbox.isEmpty()) {
                replica.handle(inbox.remove());
            }
            replica.drain().forEach(this::carryOut);
        }

        ReplicaState<TreePMap<String, String>, Outcome> state() {
            return Objects.requireNonNull(replica.state());
        }

        private void carryOut(Effect<TreePMap<String, String>, Outcome> effect) {
            switch (effect) {
                case Effect.Broadcast<TreePMap<String, String>, Outcome> e ->
                    members.keySet().stream().filter(m -> !m.equals(id)).forEach(m -> send(m, e.message()));
                case Effect.Send<TreePMap<String, String>, Outcome> e -> send(e.to(), e.message());
                case Effect.SendState<TreePMap<String, String>, Outcome> e -> {
                    Encoded image = Encoded.of(StateImage.encode(machine, e.state()));
                    e.to().forEach(to -> send(to, new ReplicaMessage.StatePart(e.view(), 0, 1, image)));
                }
                case Effect.Append<TreePMap<String, String>, Outcome> e -> log.addAll(e.entries());
                case Effect.Adopt<TreePMap<String, String>, Outcome> e -> log.clear();
                default -> {
                    // Answers and notes on the disk do not matter here.
                }
            }
        }

        private void send(MemberId to, ReplicaMessage message) {
            Member receiver = members.get(to);
            if (receiver != null) {
                receiver.inbox.add(new Event.Delivered<>(id, message));
            }
        }

        void install(String view, MemberId... of) {
            inbox.add(new Event.ViewInstalled<>(new GroupView(view, List.of(of))));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachIsAppliedAgainOnceAndNoneStaysLost(boolean coordinatorLoses) {
        Member a = new Member("a");
        Member b = new Member("b");
        members.clear();
        for (Member alone : List.of(a, b)) {
            alone.install("alone", alone.id);
            alone.claim(LOST);
        }
        members.put(a.id, a);
        members.put(b.id, b);

        // Of two open epochs with the same number, b's goes on.
        for (Member member : List.of(a, b)) {
            member.install("together", coordinatorLoses ? a.id : b.id, coordinatorLoses ? b.id : a.id);
        }
        while (!a.inbox.isEmpty() || !b.inbox.isEmpty()) {
            a.deliver();
            b.deliver();
        }

        assertThat(a.replica.lostCount() + b.replica.lostCount()).isZero();
        assertThat(a.state().index()).isEqualTo(2 * LOST);
        assertThat(b.state().sameAs(a.state().index(), a.state().chain())).isTrue();
    }
}
