package io.ringcast.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorTimeTests {
    @Test
    void stolenTimeIsAShareOfAllTimeWithoutThatOfGuestsTwice() {
        var before = ProcessorTime.parse("cpu  100 10 50 800 20 5 15 0 70 7");
        var after = ProcessorTime.parse("cpu  140 20 60 830 25 5 15 25 99 9");
        assertThat(before).isEqualTo(new ProcessorTime(0, 1_000));
        assertThat(after.all()).isEqualTo(1_120);
        assertThat(after.stolenPercentSince(before)).isEqualTo(100.0 * 25 / 120);
    }

    @Test
    void noTimeHasNoStolenShare() {
        var moment = new ProcessorTime(3, 10);
        assertThat(moment.stolenPercentSince(moment)).isZero();
    }
}
