package io.ringcast.protocol.transport.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ringcast.protocol.Decoded;
import io.ringcast.protocol.reservation.ReservationMessage;
import io.ringcast.protocol.transport.DatagramEvent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

class EndpointMonitorTests {
    private static final InetSocketAddress PEER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<DatagramEvent> events = new ArrayList<>();
    private final EndpointMonitor monitor =
            new EndpointMonitor("manager", new EndpointMeters(registry, "manager"), List.of(events::add));

    @Test
    void aSignOfLifeIsCountedAndMarkedAsBackground() {
        monitor.sent(PEER, message(true));
        monitor.received(PEER, message(true));
        monitor.unsent(PEER, List.of(message(true)));

        assertThat(events).hasSize(3).allMatch(DatagramEvent::background);
        assertThat(registry.get("ringcast.datagrams")
                        .tag("type", "heartbeat")
                        .tag("direction", "out")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void anyOtherMessageIsNot() {
        monitor.sent(PEER, message(false));
        monitor.received(PEER, message(false));
        monitor.rejected(PEER, "signature", new byte[] {'x'});

        assertThat(events).hasSize(3).noneMatch(DatagramEvent::background);
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void whatServersOfAnotherGroupSayIsToldOnce(CapturedOutput output) {
        byte[] jgroups = {0x29, 0x47, 2, 0};
        var malformed = new Decoded.Malformed<ReservationMessage>("not JSON", null);
        monitor.malformed(PEER, malformed, "nonsense".getBytes(StandardCharsets.UTF_8));
        assertThat(output).doesNotContain("another group has the port");

        monitor.malformed(PEER, malformed, jgroups);
        monitor.rejected(PEER, "unsigned", jgroups);

        assertThat(output)
                .containsOnlyOnce("another group has the port below this one")
                .contains("at least 2 away");
    }

    private static EncodedMessage message(boolean background) {
        return new EncodedMessage("heartbeat", null, background, new byte[] {'{', '}'});
    }
}
