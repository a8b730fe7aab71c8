package io.ringcast.console.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.protocol.transport.DatagramEvent;
import io.ringcast.protocol.transport.Direction;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TraceHistoryTests {
    @Test
    void theNewestAreKeptOldestFirst() {
        var history = new TraceHistory(3);
        for (int i = 1; i <= 5; i++) {
            history.observed(event("datagram " + i));
        }

        assertThat(history.recent(100))
                .extracting(DatagramEvent::text)
                .containsExactly("datagram 3", "datagram 4", "datagram 5");
        assertThat(history.recent(1)).extracting(DatagramEvent::text).containsExactly("datagram 5");
    }

    @Test
    void anEmptyHistoryIsEmpty() {
        assertThat(new TraceHistory(3).recent(10)).isEmpty();
    }

    @Test
    void signsOfLifeDoNotPushTheRestOut() {
        var history = new TraceHistory(2);
        history.observed(event("query"));
        for (int i = 0; i < 5; i++) {
            history.observed(event("heartbeat", true));
        }

        assertThat(history.recent(10)).extracting(DatagramEvent::text).containsExactly("query");
    }

    private static DatagramEvent event(String text) {
        return event(text, false);
    }

    private static DatagramEvent event(String text, boolean background) {
        return new DatagramEvent(
                Instant.EPOCH,
                "endpoint",
                Direction.IN,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 9),
                "text",
                null,
                background,
                text.getBytes(StandardCharsets.UTF_8));
    }
}
