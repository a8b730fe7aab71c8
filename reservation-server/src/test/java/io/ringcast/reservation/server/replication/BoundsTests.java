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
        Sessions<String> sessions = Sessions.none();
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
    void theOlderOfTwoGenerationsOfChangesIsForgottenAsAWhole() {
        RecentChanges recent = changes(1, 2 * RecentChanges.GENERATION_CHANGES);
        assertThat(recent.contains(Examples.entry(1).told())).isTrue();
        assertThat(recent.all()).hasSize(2 * RecentChanges.GENERATION_CHANGES);

        RecentChanges next = recent.with(Examples.entry(2 * RecentChanges.GENERATION_CHANGES + 1));
        LogEntry lastForgotten = Examples.entry(RecentChanges.GENERATION_CHANGES);
        LogEntry oldest = Examples.entry(RecentChanges.GENERATION_CHANGES + 1);
        assertThat(next.contains(lastForgotten.told())).isFalse();
        assertThat(next.contains(lastForgotten.id())).isFalse();
        assertThat(next.indexOf(oldest.told())).isEqualTo(oldest.index());
        assertThat(next.all()).hasSize(RecentChanges.GENERATION_CHANGES + 1).startsWith(oldest);
        assertThat(next.after(2 * RecentChanges.GENERATION_CHANGES)).hasSize(1);
    }

    @Test
    void whoeverWasSentTheChangesForgetsTheSameAsWhoeverAppliedThem() {
        RecentChanges applied = changes(1, RecentChanges.GENERATION_CHANGES + 7);
        RecentChanges sent = RecentChanges.none();
        for (LogEntry entry : applied.all()) {
            sent = sent.with(entry);
        }
        for (long index = RecentChanges.GENERATION_CHANGES + 8;
                index <= 3 * RecentChanges.GENERATION_CHANGES;
                index++) {
            applied = applied.with(Examples.entry(index));
            sent = sent.with(Examples.entry(index));
        }
        assertThat(sent.all()).isEqualTo(applied.all());
    }

    @Test
    void aChangeThatBothSidesOfAPartitionHadIsKnownByBothOutcomes() {
        LogEntry first = Examples.entry(1, "c", 1);
        LogEntry second = Examples.entry(RecentChanges.GENERATION_CHANGES + 1, "c", 1);
        RecentChanges recent = RecentChanges.none().with(first).with(second);

        assertThat(recent.first(new RequestId("c", 1))).isEqualTo(first);
        assertThat(recent.contains(first.told())).isTrue();
        assertThat(recent.contains(second.told())).isTrue();
        assertThat(recent.first(new RequestId("c", 2))).isNull();
    }

    private static RecentChanges changes(long from, long to) {
        RecentChanges recent = RecentChanges.none();
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
