package io.ringcast.replication.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.api.Phase;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.api.ReturnAddress;
import io.ringcast.replication.core.ReplicaEffect.Answer;
import io.ringcast.replication.core.ReplicaEffect.Append;
import io.ringcast.replication.core.ReplicaEffect.Broadcast;
import io.ringcast.replication.core.ReplicaEffect.InstallSnapshot;
import io.ringcast.replication.core.ReplicaEffect.Refuse;
import io.ringcast.replication.core.ReplicaEffect.Send;
import io.ringcast.replication.core.ReplicaEffect.SendSnapshot;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberAttributes;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.EpochHistory;
import io.ringcast.replication.log.HashChain;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.log.SnapshotCodec;
import io.ringcast.replication.simulation.slots.Examples;
import io.ringcast.replication.simulation.slots.SlotMachine;
import io.ringcast.replication.simulation.slots.SlotMachine.Command;
import io.ringcast.replication.simulation.slots.SlotMachine.Kind;
import io.ringcast.replication.simulation.slots.SlotMachine.Outcome;
import io.ringcast.replication.wire.ReplicaMessage;
import io.ringcast.replication.wire.ReplicaMessage.DoViewChange;
import io.ringcast.replication.wire.ReplicaMessage.Forward;
import io.ringcast.replication.wire.ReplicaMessage.Prepare;
import io.ringcast.replication.wire.ReplicaMessage.PrepareOk;
import io.ringcast.replication.wire.ReplicaMessage.StartView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

/** One replica, step by step; the simulation drives several through everything else. */
class ReplicaTests {
    static final MemberId A = new MemberId("a1", "a");
    private static final MemberId B = new MemberId("b1", "b");
    static final int ANNOUNCE_MILLIS = 1_000;
    static final ReturnAddress CLIENT = new ReturnAddress("127.0.0.1", 9);

    static Replica<TreePMap<String, String>, Command, Outcome> replica(MemberId self, int minMembers) {
        return new Replica<>(
                self,
                new SlotMachine(),
                new ViewChangeSettings(minMembers, ANNOUNCE_MILLIS),
                index -> List.of(),
                null,
                0,
                List.of());
    }

    static ReplicaEvent<Command> view(String id, MemberId... members) {
        return new ReplicaEvent.ViewInstalled<>(new GroupView(id, List.of(members)));
    }

    private static ReplicaEvent<Command> claim(long sequence, int attempt) {
        return claim("c1", sequence, attempt);
    }

    private static ReplicaEvent<Command> claim(String client, long sequence, int attempt) {
        var id = new RequestId(client, sequence);
        return new ReplicaEvent.Requested<>(new Request<>(id, attempt, CLIENT, new Command(Kind.CLAIM, "slot1")), 0);
    }

    static <T> List<T> only(Class<T> type, List<?> effects) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    static <T> List<T> sent(Class<T> type, List<? extends ReplicaEffect<?, ?>> effects) {
        List<T> messages = new ArrayList<>();
        for (ReplicaEffect<?, ?> effect : effects) {
            if (effect instanceof Broadcast<?, ?> broadcast && type.isInstance(broadcast.message())) {
                messages.add(type.cast(broadcast.message()));
            } else if (effect instanceof Send<?, ?> send && type.isInstance(send.message())) {
                messages.add(type.cast(send.message()));
            }
        }
        return messages;
    }

    private static ReplicaState<TreePMap<String, String>, Outcome> stateIn(
            List<ReplicaEffect<TreePMap<String, String>, Outcome>> effects) {
        for (var effect : effects) {
            if (effect instanceof SendSnapshot<TreePMap<String, String>, Outcome> sending) {
                return sending.state();
            }
        }
        throw new AssertionError("no state was sent: " + effects);
    }

    /** A is the leader of a view with B, and the epoch is open. */
    private static Epoch openEpoch(Replica<TreePMap<String, String>, Command, Outcome> a) {
        a.handle(view("v1", A, B));
        a.handle(new ReplicaEvent.Delivered<>(B, new DoViewChange("v1", EpochHistory.NONE, 0, HashChain.NONE)));
        StartView startView = sent(StartView.class, a.drain()).getFirst();
        a.handle(new ReplicaEvent.Delivered<>(B, new PrepareOk(startView.epoch(), 0)));
        a.drain();
        a.handle(new ReplicaEvent.Delivered<>(B, new PrepareOk(startView.epoch(), 1)));
        a.drain();
        return startView.epoch();
    }

    @Test
    void aServerAloneServesFromItsOwnFiles() {
        var a = replica(A, 1);
        assertThat(a.phase()).isEqualTo(Phase.JOINING);
        a.handle(view("v1", A));
        a.handle(claim(1, 1));
        var effects = a.drain();
        assertThat(a.phase()).isEqualTo(Phase.ACTIVE);
        assertThat(only(InstallSnapshot.class, effects)).hasSize(1);
        assertThat(only(Answer.class, effects)).hasSize(1);
        assertThat(effects.indexOf(only(Append.class, effects).getFirst()))
                .isLessThan(effects.indexOf(only(Answer.class, effects).getFirst()));
    }

    @Test
    void theCoordinatorAnswersOnlyWhenAnotherServerHasStoredTheRequest() {
        var a = replica(A, 1);
        Epoch epoch = openEpoch(a);
        a.handle(claim(1, 1));
        var ordered = a.drain();
        assertThat(sent(Prepare.class, ordered)).hasSize(1);
        assertThat(only(Answer.class, ordered)).isEmpty();
        a.handle(new ReplicaEvent.Delivered<>(B, new PrepareOk(epoch, 2)));
        assertThat(only(Answer.class, drainWithoutHaste(a))).hasSize(1);
    }

    /** What the other server has answered before it acknowledged, the leader answers when there is time. */
    private static List<ReplicaEffect<TreePMap<String, String>, Outcome>> drainWithoutHaste(
            Replica<TreePMap<String, String>, Command, Outcome> replica) {
        assertThat(replica.drain()).isEmpty();
        assertThat(replica.isHoldingAnswers()).isTrue();
        replica.at(0, Outbox.HELD_MILLIS_MAX);
        List<ReplicaEffect<TreePMap<String, String>, Outcome>> effects = replica.drain();
        assertThat(replica.isHoldingAnswers()).isFalse();
        return effects;
    }

    @Test
    void aCoordinatorWhoseAnswerOthersWaitForDoesNotHoldIt() {
        var a = replica(A, 2);
        Epoch epoch = openEpoch(a);
        a.handle(claim(1, 1));
        a.drain();
        a.handle(new ReplicaEvent.Delivered<>(B, new PrepareOk(epoch, 2)));
        assertThat(only(Answer.class, a.drain())).hasSize(1);
    }

    @Test
    void whatIsToldIsStoredAsCertainAlsoWhenOnlyAPartOfABatchIsAcknowledged() {
        var a = replica(A, 1);
        Epoch epoch = openEpoch(a);
        for (int i = 1; i <= Leader.REQUESTS_PER_ORDER + 1; i++) {
            a.handle(claim("c" + i, 1, 1));
        }
        assertThat(sent(Prepare.class, a.drain())).hasSize(2);
        a.handle(new ReplicaEvent.Delivered<>(B, new PrepareOk(epoch, 1 + Leader.REQUESTS_PER_ORDER)));
        var released = drainWithoutHaste(a);
        assertThat(only(Answer.class, released)).hasSize(Leader.REQUESTS_PER_ORDER);
        assertThat(only(Append.class, released)).containsExactly(new Append<>(List.of(), Leader.REQUESTS_PER_ORDER));
    }

    @Test
    void aRepeatedChangeGetsItsFirstOutcomeAndNoSecondPlace() {
        var a = replica(A, 1);
        a.handle(view("v1", A));
        a.handle(claim(1, 1));
        Answer<?, ?> first = only(Answer.class, a.drain()).getFirst();
        a.handle(claim(1, 2));
        var effects = a.drain();
        Answer<?, ?> second = only(Answer.class, effects).getFirst();
        assertThat(second.outcome()).isEqualTo(first.outcome());
        assertThat(second.index()).isEqualTo(first.index());
        assertThat(only(Append.class, effects)).isEmpty();
    }

    @Test
    void belowMinMembersAServerRefuses() {
        var a = replica(A, 2);
        a.handle(view("v1", A));
        a.handle(claim(1, 1));
        assertThat(a.phase()).isEqualTo(Phase.MINORITY);
        assertThat(only(Refuse.class, a.drain())).hasSize(1);
    }

    @Test
    void aMemberForwardsOnlyWhatAClientHasToRepeat() {
        var a = replica(A, 1);
        var b = replica(B, 1);
        a.handle(view("v1", A, B));
        b.handle(view("v1", A, B));
        a.handle(new ReplicaEvent.Delivered<>(
                B, sent(DoViewChange.class, b.drain()).getFirst()));
        var decided = a.drain();
        b.handle(new ReplicaEvent.Delivered<>(A, sent(StartView.class, decided).getFirst()));
        Encoded snapshot = Encoded.of(SnapshotCodec.encode(new SlotMachine(), stateIn(decided)));
        b.handle(new ReplicaEvent.Delivered<>(A, new ReplicaMessage.SnapshotPart("v1", 0, 1, snapshot)));
        assertThat(b.phase()).isEqualTo(Phase.ACTIVE);
        b.handle(claim(1, 1));
        assertThat(sent(Forward.class, b.drain())).isEmpty();
        b.handle(claim(1, 2));
        assertThat(sent(Forward.class, b.drain())).hasSize(1);
    }

    /** The group layer brings it when a partition has healed, to the leader of the view before. */
    @Test
    void aForwardedRequestOfAnotherEpochIsVoid() {
        var a = replica(A, 1);
        Epoch parted = openEpoch(a);
        a.handle(view("v2", A));
        a.drain();
        Epoch alone = Objects.requireNonNull(a.state()).epochs().epoch();
        var client = new ReturnAddress("127.0.0.1", 9);
        Encoded command = Examples.bytes("CLAIM slot1");

        a.handle(new ReplicaEvent.Delivered<>(B, new Forward(parted, new RequestId("c", 1), 2, client, command)));
        assertThat(only(Append.class, a.drain())).isEmpty();
        a.handle(new ReplicaEvent.Delivered<>(B, new Forward(alone, new RequestId("c", 1), 2, client, command)));
        assertThat(only(Append.class, a.drain())).hasSize(1);
    }

    @Test
    void anOrderOfAnotherEpochIsVoid() {
        var a = replica(A, 1);
        openEpoch(a);
        var state = a.state();
        var stray = new Prepare(new Epoch(77, "b1"), 2, 5, Examples.CHAIN, List.of(), 1);
        a.handle(new ReplicaEvent.Delivered<>(B, stray));
        assertThat(a.drain()).isEmpty();
        assertThat(a.state()).isEqualTo(state);
    }

    @Test
    void anOrderOnAnotherHistoryStopsTheReplica() {
        var b = replica(B, 1);
        b.handle(view("v1", A, B));
        b.drain();
        var genesis = ReplicaState.genesis(new SlotMachine());
        var epoch = new Epoch(1, "a1");
        b.handle(new ReplicaEvent.Delivered<>(
                A, new StartView("v1", epoch, EpochHistory.NONE, 0, genesis.chain(), "a1", List.of("b1"))));
        Encoded snapshot = Encoded.of(SnapshotCodec.encode(new SlotMachine(), genesis));
        b.handle(new ReplicaEvent.Delivered<>(A, new ReplicaMessage.SnapshotPart("v1", 0, 1, snapshot)));
        b.drain();
        var diverged = new Prepare(epoch, 2, 0, HashChain.ofGenesis(new byte[] {1}), List.of(), 0);
        assertThatThrownBy(() -> b.handle(new ReplicaEvent.Delivered<>(A, diverged)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("diverged");
    }

    private static MemberId member(String name) {
        return new MemberId(name + "1", name, new MemberAttributes(MemberAttributes.LEVEL, 2, 0));
    }

    /** One of three servers with a majority, which has been in this epoch and holds its first state. */
    private static Replica<TreePMap<String, String>, Command, Outcome> oneOfThree(MemberId self, Epoch epoch) {
        var genesis = ReplicaState.genesis(new SlotMachine()).in(EpochHistory.NONE.then(epoch, 0));
        return new Replica<>(
                self,
                new SlotMachine(),
                new ViewChangeSettings(2, ANNOUNCE_MILLIS),
                index -> List.of(),
                genesis,
                0,
                List.of());
    }

    private static final MemberId A1 = member("a");
    private static final MemberId B1 = member("b");
    private static final MemberId C1 = member("c");

    /** What a decides in a view of three when b has announced, c is silent and the time is over. */
    private static List<ReplicaEffect<TreePMap<String, String>, Outcome>> decidedWithoutC(Epoch before) {
        var a = oneOfThree(A1, before);
        var b = oneOfThree(B1, before);
        a.handle(view("v2", A1, B1, C1));
        b.handle(view("v2", A1, B1, C1));
        a.handle(new ReplicaEvent.Delivered<>(
                B1, sent(DoViewChange.class, b.drain()).getFirst()));
        assertThat(sent(StartView.class, a.drain())).isEmpty();
        assertThat(a.isDeciding()).isTrue();
        a.at(0, ANNOUNCE_MILLIS);
        List<ReplicaEffect<TreePMap<String, String>, Outcome>> decided = a.drain();
        assertThat(a.isDeciding()).isFalse();
        return decided;
    }

    @Test
    void aMemberThatWakesUpLateFollowsWhenItSeesThatTheEpochIsOpen() {
        var decided = decidedWithoutC(new Epoch(1, "a1"));
        StartView startView = sent(StartView.class, decided).getFirst();
        assertThat(startView.voters()).containsExactly("a1", "b1");
        var c = oneOfThree(C1, new Epoch(1, "a1"));
        c.handle(view("v2", A1, B1, C1));
        c.handle(new ReplicaEvent.Delivered<>(A1, startView));
        Encoded snapshot = Encoded.of(SnapshotCodec.encode(new SlotMachine(), stateIn(decided)));
        c.handle(new ReplicaEvent.Delivered<>(A1, new ReplicaMessage.SnapshotPart("v2", 0, 1, snapshot)));
        assertThat(only(InstallSnapshot.class, c.drain()))
                .as("before the epoch is open")
                .isEmpty();

        c.handle(new ReplicaEvent.Delivered<>(A1, new ReplicaMessage.Commit(startView.epoch(), 0)));
        assertThat(only(InstallSnapshot.class, c.drain())).hasSize(1);
        assertThat(c.phase()).isEqualTo(Phase.ACTIVE);
    }

    @Test
    void aMemberThatHasBegunANewerEpochThanTheOthersKnowJoinsAnew() {
        StartView startView =
                sent(StartView.class, decidedWithoutC(new Epoch(1, "a1"))).getFirst();
        var c = oneOfThree(C1, new Epoch(9, "c0"));
        c.handle(view("v2", A1, B1, C1));
        assertThatThrownBy(() -> c.handle(new ReplicaEvent.Delivered<>(A1, startView)))
                .isInstanceOf(LeftBehindException.class)
                .hasMessageContaining("must join anew");
    }

    @Test
    void aMemberThatSeesTheViewAfterTheOthersDecidedJoinsAnew() {
        StartView startView =
                sent(StartView.class, decidedWithoutC(new Epoch(1, "a1"))).getFirst();
        var c = oneOfThree(C1, new Epoch(1, "a1"));
        c.handle(new ReplicaEvent.Delivered<>(A1, startView));
        assertThatThrownBy(() -> c.handle(view("v2", A1, B1, C1))).isInstanceOf(LeftBehindException.class);
    }
}
