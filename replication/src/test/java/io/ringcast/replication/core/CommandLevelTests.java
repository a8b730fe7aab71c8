package io.ringcast.replication.core;

import static io.ringcast.replication.core.ReplicaTests.A;
import static io.ringcast.replication.core.ReplicaTests.ANNOUNCE_MILLIS;
import static io.ringcast.replication.core.ReplicaTests.CLIENT;
import static io.ringcast.replication.core.ReplicaTests.only;
import static io.ringcast.replication.core.ReplicaTests.replica;
import static io.ringcast.replication.core.ReplicaTests.sent;
import static io.ringcast.replication.core.ReplicaTests.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.core.ReplicaEffect.Answer;
import io.ringcast.replication.core.ReplicaEffect.Append;
import io.ringcast.replication.core.ReplicaEffect.Refuse;
import io.ringcast.replication.group.MemberAttributes;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.EpochHistory;
import io.ringcast.replication.log.HashChain;
import io.ringcast.replication.log.LostChange;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.simulation.slots.Examples;
import io.ringcast.replication.simulation.slots.SlotMachine;
import io.ringcast.replication.simulation.slots.SlotMachine.Command;
import io.ringcast.replication.simulation.slots.SlotMachine.Kind;
import io.ringcast.replication.wire.ReplicaMessage;
import io.ringcast.replication.wire.ReplicaMessage.DoViewChange;
import io.ringcast.replication.wire.ReplicaMessage.Prepare;
import io.ringcast.replication.wire.ReplicaMessage.PrepareOk;
import io.ringcast.replication.wire.ReplicaMessage.StartView;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands that a release has added. */
class CommandLevelTests {
    private static final Command SEIZE = new Command(Kind.SEIZE, "slot1");

    private static MemberId atLevel(String name, int level) {
        return new MemberId(name + "1", name, new MemberAttributes(level, 1, 0));
    }

    private static ReplicaEvent<Command> seizure(int attempt) {
        return new ReplicaEvent.Requested<>(new Request<>(new RequestId("c1", 1), attempt, CLIENT, SEIZE), 0);
    }

    @Test
    void aCommandThatAnOlderMemberCouldNotReadIsRefusedAndNeverSent() {
        MemberId newest = atLevel("b", SlotMachine.SILENT_REFUSALS);
        var b = replica(newest, 1);
        b.handle(view("v1", newest, A));
        b.handle(new ReplicaEvent.Delivered<>(A, new DoViewChange("v1", EpochHistory.NONE, 0, HashChain.NONE)));
        Epoch epoch = sent(StartView.class, b.drain()).getFirst().epoch();
        b.handle(new ReplicaEvent.Delivered<>(A, new PrepareOk(epoch, 0)));
        b.drain();
        b.handle(new ReplicaEvent.Delivered<>(A, new PrepareOk(epoch, 1)));
        b.drain();
        b.handle(seizure(2));
        var refused = b.drain();
        assertThat(only(Refuse.class, refused)).hasSize(1);
        assertThat(sent(Prepare.class, refused)).isEmpty();

        b.handle(view("v2", newest));
        b.handle(seizure(3));
        assertThat(only(Answer.class, b.drain()))
                .as("when the older member is gone")
                .hasSize(1);
    }

    @Test
    void whatWasDecidedBeforeAnOlderMemberCameIsStillAnswered() {
        MemberId newest = atLevel("b", SlotMachine.SILENT_REFUSALS);
        var b = replica(newest, 1);
        b.handle(view("v1", newest));
        b.handle(seizure(2));
        assertThat(only(Answer.class, b.drain())).hasSize(1);
        b.handle(view("v2", newest, A));
        b.handle(new ReplicaEvent.Delivered<>(A, new DoViewChange("v2", EpochHistory.NONE, 0, HashChain.NONE)));
        Epoch epoch = sent(StartView.class, b.drain()).getFirst().epoch();
        b.handle(new ReplicaEvent.Delivered<>(A, new PrepareOk(epoch, 0)));
        b.handle(seizure(3));
        b.drain();
        b.handle(new ReplicaEvent.Delivered<>(A, new PrepareOk(epoch, 1)));
        var answered = b.drain();
        assertThat(only(Answer.class, answered)).hasSize(1);
        assertThat(only(Refuse.class, answered)).isEmpty();
    }

    @Test
    void aLostChangeThatTheOthersCouldNotReadWaitsUntilTheyCan() {
        MemberId older = atLevel("a", 1);
        MemberId newest = atLevel("b", SlotMachine.SILENT_REFUSALS);
        LogEntry seized = new LogEntry(
                1,
                new Epoch(1, "b0"),
                new RequestId("c1", 1),
                5,
                Examples.bytes("SEIZE slot1"),
                Examples.bytes("+c1-1"),
                null,
                null);
        var genesis = ReplicaState.genesis(new SlotMachine()).in(EpochHistory.NONE.then(new Epoch(2, "b0"), 0));
        var b = new Replica<>(
                newest,
                new SlotMachine(),
                new ViewChangeSettings(1, ANNOUNCE_MILLIS),
                index -> List.of(),
                genesis,
                0,
                List.of(new LostChange(seized, true, null)));
        b.handle(view("v1", older, newest));
        b.drain();
        var decided = new StartView(
                "v1", new Epoch(3, "a1"), genesis.epochs(), 0, genesis.chain(), "b1", List.of("a1"), List.of());
        b.handle(new ReplicaEvent.Delivered<>(older, decided));
        assertThat(sent(ReplicaMessage.Resubmit.class, b.drain())).isEmpty();
        assertThat(b.lost().count()).isEqualTo(1);

        b.handle(view("v2", newest));
        var alone = b.drain();
        Append<?, ?> appended = only(Append.class, alone).getFirst();
        assertThat(appended.entries())
                .extracting(LogEntry::command)
                .as("the older member is gone")
                .containsExactly(seized.command());
    }
}
