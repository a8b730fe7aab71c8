package io.ringcast.replication.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrepareOksTests {
    @Test
    void aloneOneServerIsEnough() {
        var alone = new PrepareOks(1, List.of("a"));
        assertThat(alone.committed()).isEqualTo(-1);
        alone.stored("a", 3);
        assertThat(alone.committed()).isEqualTo(3);
    }

    @Test
    void whileThereIsAnotherServerItTakesTwo() {
        var three = new PrepareOks(1, List.of("a", "b", "c"));
        three.stored("a", 9);
        assertThat(three.committed()).isEqualTo(-1);
        three.stored("b", 4);
        assertThat(three.committed()).isEqualTo(4);
        three.stored("c", 7);
        assertThat(three.committed()).isEqualTo(7);
    }

    @Test
    void itTakesMinMembersAlsoIfTheyAreMoreThanTwo() {
        var five = new PrepareOks(3, List.of("a", "b", "c", "d", "e"));
        five.stored("a", 9);
        five.stored("b", 8);
        assertThat(five.committed()).isEqualTo(-1);
        five.stored("c", 2);
        assertThat(five.committed()).isEqualTo(2);
    }

    @Test
    void anAcknowledgementThatComesLateTakesNothingBack() {
        var two = new PrepareOks(1, List.of("a", "b"));
        two.stored("a", 5);
        two.stored("b", 5);
        two.stored("b", 3);
        assertThat(two.committed()).isEqualTo(5);
    }

    @Test
    void whoIsNoVoterOfTheEpochDoesNotCount() {
        var five = new PrepareOks(3, List.of("a", "b", "c"));
        five.stored("a", 9);
        five.stored("b", 8);
        five.stored("d", 9);
        assertThat(five.committed()).isEqualTo(-1);
        assertThat(five.of("d")).isEqualTo(9);
        five.stored("c", 7);
        assertThat(five.committed()).isEqualTo(7);
    }
}
