package io.ringcast.replication.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.api.ReturnAddress;
import io.ringcast.replication.api.StateMachine.Memory;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.RecentChanges;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pcollections.TreePMap;

/** More changes are lost in a partition than {@link RecentChanges} remember. */
class ManyLostChangesTests {
    private static final int LOST = 2 * Memory.STANDARD.changes() + 3_000;
    private static final RequestId CLAIM = new RequestId("y", 1);
    private static final RequestId FREE = new RequestId("x", 1);
    private static final RequestId NEXT = new RequestId("x", 2);
    private static final ReturnAddress CLIENT = new ReturnAddress("127.0.0.1", 9);

    private final SlotMachine machine = new SlotMachine();
    private final Map<MemberId, Member> members = new HashMap<>();
    private final Member a = new Member("a");
    private final Member b = new Member("b");
    private final Member c = new Member("c");

    private final class Member {
        private final MemberId id;
        private final List<LogEntry> log = new ArrayList<>();
        private final Deque<ReplicaEvent<Command>> inbox = new ArrayDeque<>();
        private final Replica<TreePMap<String, String>, Command, Outcome> replica;

        Member(String name) {
            id = new MemberId(name, name);
            replica = new Replica<>(id, machine, new ViewChangeSettings(1, 1_000), this::logAfter, null, 0, List.of());
        }

        void deliverOne() {
            if (!inbox.isEmpty()) {
                replica.handle(inbox.remove());
                replica.drain().forEach(this::carryOut);
            }
        }

        private List<LogEntry> logAfter(long index) {
            return log.stream().filter(entry -> entry.index() > index).toList();
        }

        void claim(int count) {
            for (int i = 1; i <= count; i++) {
                ask(new RequestId(id.id(), i), Kind.CLAIM, id.id() + i);
                deliver();
            }
        }

        void claimAndFree() {
            ask(CLAIM, Kind.CLAIM, "slot");
            ask(FREE, Kind.FREE, "slot");
            deliver();
        }

        void freeAndGoOn(boolean clientGoesOn) {
            ask(FREE, Kind.FREE, "slot");
            deliver();
            if (clientGoesOn) {
                ask(NEXT, Kind.CLAIM, "other");
                deliver();
            }
        }

        void ask(RequestId request, Kind kind, String slot) {
            inbox.add(new ReplicaEvent.Requested<>(new Request<>(request, 1, CLIENT, new Command(kind, slot)), 0));
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

        private void carryOut(ReplicaEffect<TreePMap<String, String>, Outcome> effect) {
            switch (effect) {
                case ReplicaEffect.Broadcast<TreePMap<String, String>, Outcome> e ->
                    members.keySet().stream().filter(m -> !m.equals(id)).forEach(m -> send(m, e.message()));
                case ReplicaEffect.Send<TreePMap<String, String>, Outcome> e -> send(e.to(), e.message());
                case ReplicaEffect.SendSnapshot<TreePMap<String, String>, Outcome> e -> {
                    Encoded snapshot = Encoded.of(SnapshotCodec.encode(machine, e.state()));
                    e.to().forEach(to -> send(to, new ReplicaMessage.SnapshotPart(e.view(), 0, 1, snapshot)));
                }
                case ReplicaEffect.Append<TreePMap<String, String>, Outcome> e -> log.addAll(e.entries());
                case ReplicaEffect.InstallSnapshot<TreePMap<String, String>, Outcome> e -> log.clear();
                default -> {
                    // Answers and notes on the disk do not matter here.
                }
            }
        }

        private void send(MemberId to, ReplicaMessage message) {
            Member receiver = members.get(to);
            if (receiver != null) {
                receiver.inbox.add(new ReplicaEvent.Delivered<>(id, message));
            }
        }

        void startView(String view, MemberId... of) {
            inbox.add(new ReplicaEvent.ViewInstalled<>(new GroupView(view, List.of(of))));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachIsAppliedAgainOnceAndNoneStaysLost(boolean coordinatorLoses) {
        part();
        a.claim(LOST);
        b.claim(LOST);
        join(coordinatorLoses);
        deliverAll();

        assertOneHistoryOf(2 * LOST);
    }

    /** A request that was on its way when the network was cut, and a client that has or has not asked for more since. */
    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void whatBothSidesDecidedAtTheCutIsRecognized(boolean coordinatorLoses, boolean clientGoesOn) {
        part();
        b.freeAndGoOn(clientGoesOn);
        b.claim(LOST);
        a.claimAndFree();
        a.claim(LOST);
        join(coordinatorLoses);
        deliverAll();

        assertOneHistoryOf(2 * LOST + (clientGoesOn ? 4 : 3));
        assertNothingWasFreed();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatBothSidesDecidedAlikeIsNotAppliedAgain(boolean coordinatorLoses) {
        part();
        for (Member side : List.of(a, b)) {
            side.ask(CLAIM, Kind.CLAIM, "slot");
            side.deliver();
            side.claim(LOST);
        }
        join(coordinatorLoses);
        deliverAll();

        assertOneHistoryOf(2 * LOST + 1);
        assertThat(a.state().application())
                .containsEntry("slot", CLAIM.toString())
                .doesNotContainKey(SlotMachine.conflictKey(CLAIM));
    }

    /** A request of which the client did not hear before the network healed, and that it repeated then. */
    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void whatIsDecidedAgainAfterTheHealIsRecognized(boolean coordinatorLoses, boolean clientGoesOn) {
        part();
        b.claim(1);
        a.claim(LOST);
        a.claimAndFree();
        Member leader = join(coordinatorLoses);
        while (!leader.replica.isOrdering()) {
            a.deliver();
            b.deliver();
        }
        leader.freeAndGoOn(clientGoesOn);
        deliverAll();

        assertOneHistoryOf(LOST + 1 + (clientGoesOn ? 4 : 3));
        assertNothingWasFreed();
    }

    /** The lost changes are reported so late that the leader has forgotten its own decisions. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsDecidedAgainBeforeTheLoserIsReadyIsRecognized(boolean clientGoesOn) {
        part();
        b.claim(1);
        a.claimAndFree();
        members.put(c.id, c);
        for (Member member : List.of(a, b, c)) {
            member.startView("together", b.id, c.id, a.id);
        }
        a.deliver();
        while (!b.replica.isOrdering()) {
            b.deliver();
            c.deliver();
        }
        b.freeAndGoOn(clientGoesOn);
        for (int i = 1; i <= Memory.STANDARD.changes() + Memory.STANDARD.blockChanges(); i++) {
            b.ask(new RequestId("z", i), Kind.CLAIM, "z" + i);
            b.deliver();
            c.deliver();
        }
        while (!a.inbox.isEmpty()) {
            a.deliverOne();
            b.deliver();
            c.deliver();
        }
        deliverAll();

        assertOneHistoryOf(Memory.STANDARD.changes() + Memory.STANDARD.blockChanges() + (clientGoesOn ? 5 : 4));
        assertNothingWasFreed();
    }

    private void part() {
        for (Member alone : List.of(a, b)) {
            alone.startView("alone", alone.id);
            alone.deliver();
        }
        members.put(a.id, a);
        members.put(b.id, b);
    }

    /** Of two open epochs with the same number, that of b survives. */
    private Member join(boolean coordinatorLoses) {
        Member first = coordinatorLoses ? a : b;
        Member second = coordinatorLoses ? b : a;
        for (Member member : List.of(a, b)) {
            member.startView("together", first.id, second.id);
        }
        return first;
    }

    private void deliverAll() {
        while (Stream.of(a, b, c).anyMatch(member -> !member.inbox.isEmpty())) {
            a.deliver();
            b.deliver();
            c.deliver();
        }
    }

    private void assertOneHistoryOf(int changes) {
        assertThat(a.replica.lost().count() + b.replica.lost().count()).isZero();
        assertThat(a.state().index()).isEqualTo(changes);
        assertThat(b.state().sameAs(a.state().index(), a.state().chain())).isTrue();
        assertThat(b.state().application()).isEqualTo(a.state().application());
    }

    private void assertNothingWasFreed() {
        assertThat(a.state().application())
                .containsEntry("slot", CLAIM.toString())
                .containsEntry(SlotMachine.conflictKey(FREE), "slot");
    }
}
