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
    void theOldestChangeIsForgottenFirst() {
        RecentChanges recent = RecentChanges.none();
        for (long index = 1; index <= RecentChanges.CHANGES_MAX + 1; index++) {
            recent = recent.with(Examples.entry(index));
        }
        assertThat(recent.contains(Examples.entry(1).told())).isFalse();
        assertThat(recent.contains(Examples.entry(1).id())).isFalse();
        assertThat(recent.contains(Examples.entry(2).told())).isTrue();
        assertThat(recent.after(RecentChanges.CHANGES_MAX))
                .containsExactly(Examples.entry(recent.byIndex().lastKey()));
    }

    @Test
    void aChangeThatBothSidesOfAPartitionHadIsKnownUntilBothAreForgotten() {
        RecentChanges recent =
                RecentChanges.none().with(Examples.entry(1, "c", 1)).with(Examples.entry(2, "c", 1));
        for (long index = 3; index <= RecentChanges.CHANGES_MAX + 1; index++) {
            recent = recent.with(Examples.entry(index));
        }
        assertThat(recent.contains(new RequestId("c", 1))).isTrue();
        assertThat(recent.with(Examples.entry(RecentChanges.CHANGES_MAX + 2L)).contains(new RequestId("c", 1)))
                .isFalse();
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
