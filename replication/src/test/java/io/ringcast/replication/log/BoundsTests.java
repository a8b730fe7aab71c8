package io.ringcast.replication.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.api.ReturnAddress;
import io.ringcast.replication.api.StateMachine.Memory;
import io.ringcast.replication.core.PendingRequests;
import io.ringcast.replication.log.Sessions.Session;
import io.ringcast.replication.simulation.slots.Examples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a replica remembers is bounded, and every server forgets the same. */
class BoundsTests {
    @Test
    void theClientThatHasBeenSilentForTheMostChangesIsForgottenFirst() {
        Sessions<String> sessions = Sessions.none(Memory.STANDARD);
        for (int client = 0; client < Memory.STANDARD.clients(); client++) {
            sessions = sessions.with("c" + client, new Session<>(1, client + 1, "OK"));
        }
        sessions = sessions.with("c0", new Session<>(2, Memory.STANDARD.clients() + 1, "OK"));
        sessions = sessions.with("new", new Session<>(1, Memory.STANDARD.clients() + 2, "OK"));
        assertThat(sessions.of(new RequestId("c0", 2))).isNotNull();
        assertThat(sessions.of(new RequestId("c1", 1))).isNull();
        assertThat(sessions.of(new RequestId("new", 1))).isNotNull();
        assertThat(sessions.byClient()).hasSize(Memory.STANDARD.clients());
        assertThat(sessions.byIndex()).hasSize(Memory.STANDARD.clients());
    }

    @Test
    void theOldestBlockOfChangesIsForgottenAsAWhole() {
        int most = Memory.STANDARD.changes() + Memory.STANDARD.blockChanges();
        RecentChanges recent = changes(1, most);
        assertThat(recent.contains(Told.of(Examples.entry(1)))).isTrue();
        assertThat(recent.all()).hasSize(most);

        RecentChanges next = recent.with(Examples.entry(most + 1));
        LogEntry lastForgotten = Examples.entry(Memory.STANDARD.blockChanges());
        LogEntry oldest = Examples.entry(Memory.STANDARD.blockChanges() + 1);
        LogEntry newest = Examples.entry(most + 1);
        assertThat(next.contains(Told.of(lastForgotten))).isFalse();
        assertThat(next.contains(lastForgotten.id())).isFalse();
        assertThat(next.indexOf(Told.of(oldest))).isEqualTo(oldest.index());
        assertThat(next.indexOf(Told.of(newest))).isEqualTo(newest.index());
        assertThat(next.all())
                .hasSize(Memory.STANDARD.changes() + 1)
                .startsWith(oldest)
                .endsWith(newest);
        assertThat(next.after(most)).containsExactly(newest);
        assertThat(recent.all()).as("what was before").hasSize(most);
    }

    @Test
    void whoeverWasSentTheChangesForgetsTheSameAsWhoeverAppliedThem() {
        long sentAt = Memory.STANDARD.changes() + 2L * Memory.STANDARD.blockChanges() + 7;
        RecentChanges applied = changes(1, sentAt);
        RecentChanges sent = RecentChanges.none(Memory.STANDARD);
        for (LogEntry entry : applied.all()) {
            sent = sent.with(entry);
        }
        for (long index = sentAt + 1; index <= 3L * Memory.STANDARD.changes(); index++) {
            applied = applied.with(Examples.entry(index));
            sent = sent.with(Examples.entry(index));
            if (index % Memory.STANDARD.blockChanges() <= 1) {
                assertThat(sent.all()).as("at %d", index).isEqualTo(applied.all());
            }
        }
    }

    @Test
    void aChangeThatBothSidesOfAPartitionHadIsKnownByBothOutcomes() {
        for (int later : List.of(2, Memory.STANDARD.blockChanges(), Memory.STANDARD.blockChanges() + 1)) {
            LogEntry first = Examples.entry(1, "c", 1);
            LogEntry second = new LogEntry(
                    later, first.epoch(), first.id(), 2_000, first.command(), Examples.bytes("taken"), null, null);
            RecentChanges recent =
                    RecentChanges.none(Memory.STANDARD).with(first).with(second);

            assertThat(recent.first(new RequestId("c", 1))).isEqualTo(first);
            assertThat(recent.indexOf(Told.of(first))).isEqualTo(1);
            assertThat(recent.indexOf(Told.of(second))).isEqualTo(later);
            assertThat(recent.first(new RequestId("c", 2))).isNull();
        }
    }

    @Test
    void ofAChangeThatWasMadeTwiceWithOneOutcomeTheLastPlaceIsTold() {
        LogEntry once = Examples.entry(1, "c", 1);
        LogEntry again =
                new LogEntry(2, once.epoch(), once.id(), once.timeMillis(), once.command(), once.outcome(), null, null);

        assertThat(RecentChanges.none(Memory.STANDARD).with(once).with(again).indexOf(Told.of(once)))
                .isEqualTo(2);
    }

    private static RecentChanges changes(long from, long to) {
        RecentChanges recent = RecentChanges.none(Memory.STANDARD);
        for (long index = from; index <= to; index++) {
            recent = recent.with(Examples.entry(index));
        }
        return recent;
    }

    @Test
    void aRequestThatWaitedLongerThanAClientDoesIsForgotten() {
        var pending = new PendingRequests<String>();
        var old = request(1);
        var fresh = request(2);
        pending.add(old, 0);
        pending.add(fresh, 10);
        assertThat(pending.takeAll(PendingRequests.AGE_MILLIS_MAX + 1)).isEqualTo(List.of(fresh));
        assertThat(pending.size()).isZero();
    }

    @Test
    void ofTooManyWaitingRequestsTheOldestIsForgotten() {
        var pending = new PendingRequests<String>();
        for (int sequence = 1; sequence <= PendingRequests.REQUESTS_MAX + 1; sequence++) {
            pending.add(request(sequence), 0);
        }
        assertThat(pending.size()).isEqualTo(PendingRequests.REQUESTS_MAX);
        assertThat(pending.takeAll(0).getFirst()).isEqualTo(request(2));
    }

    private static Request<String> request(long sequence) {
        return new Request<>(new RequestId("c", sequence), 1, new ReturnAddress("127.0.0.1", 1), "claim");
    }
}
