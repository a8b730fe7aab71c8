package io.ringcast.reservation.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.protocol.RequestId;
import io.ringcast.reservation.server.replication.Sessions.Session;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a replica remembers is bounded, and every server forgets the same. */
class BoundsTests {
    @Test
    void theClientThatHasBeenSilentForTheMostChangesIsForgottenFirst() {
        Sessions<String> sessions = Sessions.none(Memory.STANDARD);
        for (int client = 0; client < Sessions.CLIENTS_MAX; client++) {
            sessions = sessions.with("c" + client, new Session<>(1, client + 1, "OK"));
        }
        sessions = sessions.with("c0", new Session<>(2, Sessions.CLIENTS_MAX + 1, "OK"));
        sessions = sessions.with("new", new Session<>(1, Sessions.CLIENTS_MAX + 2, "OK"));
        assertThat(sessions.of(new RequestId("c0", 2))).isNotNull();
        assertThat(sessions.of(new RequestId("c1", 1))).isNull();
        assertThat(sessions.of(new RequestId("new", 1))).isNotNull();
        assertThat(sessions.byClient()).hasSize(Sessions.CLIENTS_MAX);
        assertThat(sessions.byIndex()).hasSize(Sessions.CLIENTS_MAX);
    }

    @Test
    void theOldestBlockOfChangesIsForgottenAsAWhole() {
        int most = RecentChanges.CHANGES_MIN + RecentChanges.BLOCK_CHANGES;
        RecentChanges recent = changes(1, most);
        assertThat(recent.contains(Examples.entry(1).told())).isTrue();
        assertThat(recent.all()).hasSize(most);

        RecentChanges next = recent.with(Examples.entry(most + 1));
        LogEntry lastForgotten = Examples.entry(RecentChanges.BLOCK_CHANGES);
        LogEntry oldest = Examples.entry(RecentChanges.BLOCK_CHANGES + 1);
        LogEntry newest = Examples.entry(most + 1);
        assertThat(next.contains(lastForgotten.told())).isFalse();
        assertThat(next.contains(lastForgotten.id())).isFalse();
        assertThat(next.indexOf(oldest.told())).isEqualTo(oldest.index());
        assertThat(next.indexOf(newest.told())).isEqualTo(newest.index());
        assertThat(next.all())
                .hasSize(RecentChanges.CHANGES_MIN + 1)
                .startsWith(oldest)
                .endsWith(newest);
        assertThat(next.after(most)).containsExactly(newest);
        assertThat(recent.all()).as("what was before").hasSize(most);
    }

    @Test
    void whoeverWasSentTheChangesForgetsTheSameAsWhoeverAppliedThem() {
        long sentAt = RecentChanges.CHANGES_MIN + 2 * RecentChanges.BLOCK_CHANGES + 7;
        RecentChanges applied = changes(1, sentAt);
        RecentChanges sent = RecentChanges.none(Memory.STANDARD);
        for (LogEntry entry : applied.all()) {
            sent = sent.with(entry);
        }
        for (long index = sentAt + 1; index <= 3 * RecentChanges.CHANGES_MIN; index++) {
            applied = applied.with(Examples.entry(index));
            sent = sent.with(Examples.entry(index));
            if (index % RecentChanges.BLOCK_CHANGES <= 1) {
                assertThat(sent.all()).as("at %d", index).isEqualTo(applied.all());
            }
        }
    }

    @Test
    void aChangeThatBothSidesOfAPartitionHadIsKnownByBothOutcomes() {
        for (int later : List.of(2, RecentChanges.BLOCK_CHANGES, RecentChanges.BLOCK_CHANGES + 1)) {
            LogEntry first = Examples.entry(1, "c", 1);
            LogEntry second = new LogEntry(
                    later, first.epoch(), first.id(), 2_000, first.command(), Examples.bytes("taken"), null, null);
            RecentChanges recent =
                    RecentChanges.none(Memory.STANDARD).with(first).with(second);

            assertThat(recent.first(new RequestId("c", 1))).isEqualTo(first);
            assertThat(recent.indexOf(first.told())).isEqualTo(1);
            assertThat(recent.indexOf(second.told())).isEqualTo(later);
            assertThat(recent.first(new RequestId("c", 2))).isNull();
        }
    }

    @Test
    void ofAChangeThatWasMadeTwiceWithOneOutcomeTheLastPlaceIsTold() {
        LogEntry once = Examples.entry(1, "c", 1);
        LogEntry again =
                new LogEntry(2, once.epoch(), once.id(), once.timeMillis(), once.command(), once.outcome(), null, null);

        assertThat(RecentChanges.none(Memory.STANDARD).with(once).with(again).indexOf(once.told()))
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
