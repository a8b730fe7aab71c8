package io.ringcast.replication.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.RequestId;
import org.junit.jupiter.api.Test;

class ArrivalTimesTests {
    private final ArrivalTimes arrivals = new ArrivalTimes();

    @Test
    void theTimeRunsFromTheFirstArrivalAndIsToldOnce() {
        arrivals.arrived(new RequestId("a", 1), 100);
        arrivals.arrived(new RequestId("a", 1), 200);

        assertThat(arrivals.answered(new RequestId("a", 1), 350)).isEqualTo(250);
        assertThat(arrivals.answered(new RequestId("a", 1), 400)).isEqualTo(-1);
    }

    @Test
    void whatOnlyTheOthersReceivedHasNoTime() {
        assertThat(arrivals.answered(new RequestId("a", 1), 350)).isEqualTo(-1);
    }

    @Test
    void theOldestThatIsNotAnsweredGivesWay() {
        for (int i = 1; i <= ArrivalTimes.REQUESTS_MAX + 1; i++) {
            arrivals.arrived(new RequestId("a", i), i);
        }

        assertThat(arrivals.answered(new RequestId("a", 1), 9)).isEqualTo(-1);
        assertThat(arrivals.answered(new RequestId("a", 2), 9)).isEqualTo(7);
    }
}
