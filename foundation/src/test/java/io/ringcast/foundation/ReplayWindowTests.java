package io.ringcast.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplayWindowTests {
    @Test
    void theWindowTakesEachNumberOnceInAnyOrder() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var window = new ReplayWindow();
        Set<Long> taken = new HashSet<>();
        long highest = 0;
        for (int i = 0; i < 50_000; i++) {
            long number = Math.max(1, highest + random.nextInt(6000) - 5000 + (random.nextInt(500) == 0 ? 10_000 : 0));
            boolean expected = number > highest - ReplayWindow.NUMBERS && taken.add(number);
            assertThat(window.accept(number)).as("seed %d, step %d", seed, i).isEqualTo(expected);
            highest = Math.max(highest, number);
        }
    }
}
