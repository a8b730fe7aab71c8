package io.ringcast.replication.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacedOutputTests {
    private static final int PART = 64 * 1024;

    private final AtomicLong now = new AtomicLong(1_000);
    private final List<Long> pauses = new ArrayList<>();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PacedOutput output = new PacedOutput(written, now::get, nanos -> {
        pauses.add(nanos);
        now.addAndGet(nanos);
    });

    @Test
    void pausesThreeTimesAsLongAsEachPartTook() throws IOException {
        now.addAndGet(10);
        output.write(new byte[PART - 1]);
        assertThat(pauses).isEmpty();
        now.addAndGet(5);
        output.write(1);
        assertThat(pauses).containsExactly(45L);

        now.addAndGet(7); // The pause itself is no work.
        output.write(new byte[3 * PART]);
        assertThat(pauses).containsExactly(45L, 21L);
    }

    @Test
    void whatIsWrittenArrivesInOrder() throws IOException {
        byte[] bytes = new byte[5 * PART];
        new Random(1).nextBytes(bytes);
        output.write(bytes[0]);
        output.write(bytes, 1, PART);
        output.write(bytes, PART + 1, bytes.length - PART - 1);
        assertThat(written.toByteArray()).isEqualTo(bytes);
    }
}
