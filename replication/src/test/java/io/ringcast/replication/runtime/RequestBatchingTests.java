package io.ringcast.replication.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.api.ReturnAddress;
import io.ringcast.replication.core.ReplicaEvent;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestBatchingTests {
    private static final ReplicaEvent<String> VIEW =
            new ReplicaEvent.ViewInstalled<>(new GroupView("v1", List.of(new MemberId("s1", "s1"))));

    private final RequestBatching<String> gathering = new RequestBatching<>();

    @Test
    void aLoneClientAndTheFirstOfTwoDoNotWait() {
        assertThat(gathering.sift(requests(1), true, 0)).hasSize(1);
        assertThat(gathering.sift(requests(1), true, 1)).hasSize(1);
        assertThat(gathering.sift(requests(2), true, 2)).hasSize(2);
        assertThat(gathering.sift(requests(1), true, 3)).hasSize(1);
    }

    @Test
    void requestsWaitUntilAllButOneAreThereOfAsManyAsCameTogetherLately() {
        gathering.sift(requests(10), true, 0);

        assertThat(gathering.sift(requests(4), true, 100)).isEmpty();
        assertThat(gathering.isEmpty()).isFalse();
        assertThat(gathering.sift(requests(4), true, 200)).isEmpty();
        assertThat(gathering.sift(requests(1), true, 300)).hasSize(9);
        assertThat(gathering.isEmpty()).isTrue();
    }

    @Test
    void theyDoNotWaitLongerThanTheTimeSinceTheFirstOfThemCame() {
        gathering.sift(requests(10), true, 0);
        gathering.sift(requests(2), true, 1_000);

        assertThat(gathering.nanosLeft(1_000)).isEqualTo(RequestBatching.WAIT_NANOS);
        assertThat(gathering.sift(requests(3), true, 1_000 + RequestBatching.WAIT_NANOS - 1))
                .isEmpty();
        assertThat(gathering.nanosLeft(1_000 + RequestBatching.WAIT_NANOS - 1)).isEqualTo(1);
        assertThat(gathering.sift(List.of(), true, 1_000 + RequestBatching.WAIT_NANOS))
                .hasSize(5);
    }

    @Test
    void whenFewerAskThanBeforeOnlyTwoBatchesWaitForTheOthers() {
        gathering.sift(requests(10), true, 0);
        for (int batch = 0; batch < 2; batch++) {
            assertThat(gathering.sift(requests(3), true, 0)).isEmpty();
            assertThat(gathering.sift(List.of(), true, RequestBatching.WAIT_NANOS))
                    .hasSize(3);
        }

        assertThat(gathering.sift(requests(2), true, 0)).hasSize(2);
    }

    @Test
    void theMomentsMayPassTheEndOfTheirRange() {
        long early = Long.MAX_VALUE - 10;
        gathering.sift(requests(10), true, early);
        gathering.sift(requests(3), true, early);

        assertThat(gathering.nanosLeft(early + 100)).isEqualTo(RequestBatching.WAIT_NANOS - 100);
        assertThat(gathering.sift(List.of(), true, early + RequestBatching.WAIT_NANOS))
                .hasSize(3);
    }

    @Test
    void whatIsNoRequestPassesAtOnceAndFirst() {
        gathering.sift(requests(10), true, 0);
        List<ReplicaEvent<String>> mixed = List.of(requests(1).getFirst(), VIEW);

        assertThat(gathering.sift(mixed, true, 0)).containsExactly(VIEW);
        assertThat(gathering.sift(List.of(VIEW), true, RequestBatching.WAIT_NANOS))
                .containsExactly(VIEW, mixed.getFirst());
    }

    @Test
    void whoDoesNotOrderKeepsNothing() {
        gathering.sift(requests(10), true, 0);
        List<ReplicaEvent<String>> waiting = requests(2);
        assertThat(gathering.sift(waiting, true, 0)).isEmpty();

        assertThat(gathering.sift(List.of(VIEW), false, 1)).containsExactly(waiting.get(0), waiting.get(1), VIEW);
        assertThat(gathering.sift(requests(1), false, 2)).hasSize(1);
    }

    /** Or a request that is followed by its order would wait for one for ever. */
    @Test
    void whoDoesNotOrderHandlesAllAsItCame() {
        ReplicaEvent<String> request = requests(1).getFirst();
        List<ReplicaEvent<String>> asTheyCame = List.of(VIEW, request, VIEW, request);

        assertThat(gathering.sift(asTheyCame, false, 1)).isEqualTo(asTheyCame);
    }

    private static List<ReplicaEvent<String>> requests(int count) {
        return IntStream.range(0, count)
                .<ReplicaEvent<String>>mapToObj(i -> new ReplicaEvent.Requested<>(
                        new Request<>(new RequestId("client" + i, 1), 1, ReturnAddress.LOCAL, "command"), i))
                .toList();
    }
}
