package io.ringcast.replication.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.ReturnAddress;
import io.ringcast.replication.core.ReplicaEffect.Answer;
import io.ringcast.replication.core.ReplicaEffect.Append;
import io.ringcast.replication.core.ReplicaEffect.BeginEpoch;
import io.ringcast.replication.core.ReplicaEffect.Broadcast;
import io.ringcast.replication.core.ReplicaEffect.InstallSnapshot;
import io.ringcast.replication.core.ReplicaEffect.Refuse;
import io.ringcast.replication.core.ReplicaEffect.SettleLost;
import io.ringcast.replication.log.Told;
import io.ringcast.replication.simulation.slots.Examples;
import io.ringcast.replication.simulation.slots.SlotMachine;
import io.ringcast.replication.wire.ReplicaMessage.Insufficient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

class OutboxTests {
    private final Outbox<TreePMap<String, String>, SlotMachine.Outcome> outbox = new Outbox<>(4);
    private final ReplicaEffect<TreePMap<String, String>, SlotMachine.Outcome> order =
            new Broadcast<>(new Insufficient("v1"));
    private final ReplicaEffect<TreePMap<String, String>, SlotMachine.Outcome> answer =
            new Refuse<>(new ReturnAddress("127.0.0.1", 1), new RequestId("c1", 1), 1);

    @Test
    void anOrderGoesOutBeforeItsChangesAreStoredAndAnAnswerAfter() {
        outbox.afterStoring(answer);
        outbox.append(Examples.entry(5));
        outbox.append(Examples.entry(6));
        outbox.beforeStoring(order);
        assertThat(outbox.drain(false, 0))
                .containsExactly(order, new Append<>(List.of(Examples.entry(5), Examples.entry(6)), 4), answer);
        assertThat(outbox.drain(false, 0)).isEmpty();
    }

    @Test
    void aMovedCertainIndexIsStoredBeforeTheAnswerAlsoWithoutAChange() {
        outbox.afterStoring(answer);
        outbox.certainUpTo(5);
        assertThat(outbox.drain(false, 0)).containsExactly(new Append<>(List.of(), 5), answer);
        outbox.certainUpTo(5);
        assertThat(outbox.drain(false, 0)).isEmpty();
    }

    @Test
    void anAnswerThatAnotherMemberHasGivenWaitsForTheNextChangesSoThatAllIsStoredAtOnce() {
        var held = answerTo(new ReturnAddress("127.0.0.1", 1));
        outbox.afterStoring(held);
        outbox.afterStoring(order);
        outbox.certainUpTo(5);
        assertThat(outbox.drain(true, 1_000)).containsExactly(order);
        assertThat(outbox.isHolding()).isTrue();
        outbox.append(Examples.entry(6));
        assertThat(outbox.drain(true, 1_001)).containsExactly(new Append<>(List.of(Examples.entry(6)), 5), held);
        assertThat(outbox.isHolding()).isFalse();
    }

    @Test
    void aHeldAnswerGoesOutWhenNoChangeComesInTime() {
        var held = heldAnswer();
        assertThat(outbox.drain(true, 1_000 + Outbox.HELD_MILLIS_MAX - 1)).isEmpty();
        assertThat(outbox.drain(true, 1_000 + Outbox.HELD_MILLIS_MAX))
                .containsExactly(new Append<>(List.of(), 5), held);
        assertThat(outbox.drain(true, 2_000)).isEmpty();
    }

    @Test
    void aHeldAnswerGoesOutWhenTheOthersAreGone() {
        var held = heldAnswer();
        outbox.beginEpoch(Examples.EPOCHS);
        assertThat(outbox.drain(true, 1_001))
                .containsExactly(new BeginEpoch<>(Examples.EPOCHS), new Append<>(List.of(), 5), held);
    }

    @Test
    void whatThisServerAskedItselfIsNotHeld() {
        var local = answerTo(ReturnAddress.LOCAL);
        outbox.afterStoring(local);
        outbox.certainUpTo(5);
        assertThat(outbox.drain(true, 1_000)).containsExactly(new Append<>(List.of(), 5), local);
    }

    @Test
    void aLostChangeIsSettledOnlyWhenItsNewPlaceIsStoredAsCertain() {
        outbox.certainUpTo(5);
        assertThat(outbox.drain(true, 1_000)).isEmpty();
        outbox.settle(Told.of(Examples.entry(5)));
        assertThat(outbox.drain(true, 1_001))
                .containsExactly(new Append<>(List.of(), 5), new SettleLost<>(Told.of(Examples.entry(5))));
    }

    /** An answer that the outbox holds since 1,000 ms. */
    private ReplicaEffect<TreePMap<String, String>, SlotMachine.Outcome> heldAnswer() {
        var held = answerTo(new ReturnAddress("127.0.0.1", 1));
        outbox.afterStoring(held);
        outbox.certainUpTo(5);
        assertThat(outbox.drain(true, 1_000)).isEmpty();
        return held;
    }

    private static ReplicaEffect<TreePMap<String, String>, SlotMachine.Outcome> answerTo(ReturnAddress address) {
        return new Answer<>(address, new RequestId("c1", 1), 1, 5, new SlotMachine.Outcome(true, "alice"));
    }

    @Test
    void aLostChangeIsSettledAfterItsNewPlaceIsStored() {
        outbox.settle(Told.of(Examples.entry(5)));
        outbox.append(Examples.entry(5));
        assertThat(outbox.drain(false, 0))
                .containsExactly(
                        new Append<>(List.of(Examples.entry(5)), 4), new SettleLost<>(Told.of(Examples.entry(5))));
    }

    @Test
    void whatWasAppliedBeforeAnAdoptionIsStoredBeforeIt() {
        outbox.append(Examples.entry(5));
        outbox.installSnapshot(Examples.state(), List.of());
        outbox.beginEpoch(Examples.EPOCHS);
        assertThat(outbox.drain(false, 0))
                .containsExactly(
                        new Append<>(List.of(Examples.entry(5)), 4),
                        new InstallSnapshot<>(Examples.state(), List.of()),
                        new BeginEpoch<>(Examples.EPOCHS),
                        new Append<>(List.of(), 4));
    }
}
