package io.ringcast.protocol.transport.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ringcast.protocol.autoconfigure.TransportAutoConfiguration;
import io.ringcast.protocol.signing.SharedSecret;
import io.ringcast.protocol.signing.SignedEnvelope;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.protocol.transport.Endpoint;
import io.ringcast.protocol.transport.TextCodec;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** With a secret: what is unsigned, wrongly signed or replayed has no effect and is counted. */
@SpringBootTest(classes = SignedDatagramsIT.Application.class, properties = "ringcast.secret=correct horse battery")
class SignedDatagramsIT {
    @Configuration
    @ImportAutoConfiguration({IntegrationAutoConfiguration.class, TransportAutoConfiguration.class})
    static class Application {
        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }
    }

    @Autowired
    Datagrams datagrams;

    @Autowired
    MeterRegistry meters;

    @Test
    void onlyFreshDatagramsWithTheRightSignatureHaveAnEffect() throws IOException {
        List<String> received = new CopyOnWriteArrayList<>();
        try (Endpoint<String> receiver =
                        datagrams.openPort("signed", 0, new TextCodec(), (from, message) -> received.add(message));
                Endpoint<String> sender = datagrams.openPort("sender", 0, new TextCodec(), (from, message) -> {});
                var stranger = new DatagramSocket()) {
            InetSocketAddress to = receiver.localAddress();
            byte[] unsigned = "unsigned".getBytes(StandardCharsets.UTF_8);
            byte[] forged = seal("another secret 1", to);
            byte[] captured = seal("correct horse battery", to);

            sender.send(to, "signed");
            for (byte[] datagram : List.of(unsigned, forged, captured, captured)) {
                stranger.send(new DatagramPacket(datagram, datagram.length, to));
            }

            await().untilAsserted(() -> assertThat(rejected("replayed")).isEqualTo(1));
            assertThat(rejected("unsigned")).isEqualTo(1);
            assertThat(rejected("signature")).isEqualTo(1);
            assertThat(received).containsExactlyInAnyOrder("signed", "captured");
        }
    }

    /** What somebody who has a secret would send. */
    private static byte[] seal(String secret, InetSocketAddress to) {
        var envelope = new SignedEnvelope(SharedSecret.signingKey(secret), to, InstantSource.system());
        return envelope.seal(to, "captured".getBytes(StandardCharsets.UTF_8));
    }

    private double rejected(String reason) {
        var counter = meters.find("ringcast.datagrams.rejected")
                .tag("endpoint", "signed")
                .tag("reason", reason)
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
