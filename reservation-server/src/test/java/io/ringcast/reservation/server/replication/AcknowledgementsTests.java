package io.ringcast.reservation.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AcknowledgementsTests {
    @Test
    void aloneOneServerIsEnough() {
        var alone = new Acknowledgements(1, 1);
        assertThat(alone.committed()).isEqualTo(-1);
        alone.stored("a", 3);
        assertThat(alone.committed()).isEqualTo(3);
    }

    @Test
    void whileThereIsAnotherServerItTakesTwo() {
        var three = new Acknowledgements(1, 3);
        three.stored("a", 9);
        assertThat(three.committed()).isEqualTo(-1);
        three.stored("b", 4);
        assertThat(three.committed()).isEqualTo(4);
        three.stored("c", 7);
        assertThat(three.committed()).isEqualTo(7);
    }

    @Test
    void itTakesMinMembersAlsoIfTheyAreMoreThanTwo() {
        var five = new Acknowledgements(3, 5);
        five.stored("a", 9);
        five.stored("b", 8);
        assertThat(five.committed()).isEqualTo(-1);
        five.stored("c", 2);
        assertThat(five.committed()).isEqualTo(2);
    }

    @Test
    void anAcknowledgementThatComesLateTakesNothingBack() {
        var two = new Acknowledgements(1, 2);
        two.stored("a", 5);
        two.stored("b", 5);
        two.stored("b", 3);
        assertThat(two.committed()).isEqualTo(5);
    }
}
