package io.ringcast.protocol.transport.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.network.InterfaceSelector;
import io.ringcast.protocol.network.NetworkMonitor;
import io.ringcast.protocol.signing.Envelope;
import io.ringcast.protocol.signing.SharedSecret;
import io.ringcast.protocol.signing.SignedEnvelope;
import io.ringcast.protocol.transport.Endpoint;
import io.ringcast.protocol.transport.Rejection;
import io.ringcast.protocol.transport.TextCodec;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.dsl.context.IntegrationFlowContext;

/** Who sends what others reject is told why, and nobody can make use of that against somebody else. */
@SpringBootTest(classes = RejectionIT.Application.class)
class RejectionIT {
    private static final String SECRET = "correct horse battery";
    private static final String LONG_ENOUGH = "x".repeat(60);

    @Configuration
    @ImportAutoConfiguration({IntegrationAutoConfiguration.class})
    static class Application {}

    @Autowired
    IntegrationFlowContext flows;

    private final List<IntegrationDatagrams> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(IntegrationDatagrams::destroy);
    }

    @ParameterizedTest
    @CsvSource({
        "none, correct horse battery, ringcast.secret is set there",
        "another secret 1, correct horse battery, ringcast.secret is another one there",
        "correct horse battery, none, ringcast.secret is set here",
    })
    void whoHasAnotherSecretThanTheOtherSideLearnsIt(String here, String there, String sentence) {
        List<String> received = new CopyOnWriteArrayList<>();
        Endpoint<String> server = process(there, InstantSource.system())
                .openPort("server", 0, new TextCodec(), (from, message) -> received.add(message));
        Endpoint<String> client =
                process(here, InstantSource.system()).openPort("client", 0, new TextCodec(), (from, message) -> {});
        assertThat(client.rejection()).isEmpty();

        client.send(server.localAddress(), LONG_ENOUGH);

        Rejection rejection =
                await().until(client::rejection, told -> told.isPresent()).orElseThrow();
        assertThat(rejection.from()).isEqualTo(server.localAddress());
        assertThat(rejection.sentence()).contains(sentence).contains("not signed");
        assertThat(received).isEmpty();
        assertThat(server.rejection()).as("a hint is not answered").isEmpty();
    }

    @Test
    void whoseClockIsHalfAMinuteOffLearnsIt() {
        Endpoint<String> server =
                process(SECRET, InstantSource.system()).openPort("server", 0, new TextCodec(), (from, message) -> {});
        InstantSource ahead = InstantSource.offset(InstantSource.system(), Duration.ofSeconds(31));
        Endpoint<String> client = process(SECRET, ahead).openPort("client", 0, new TextCodec(), (from, message) -> {});

        client.send(server.localAddress(), "on time");

        assertThat(await().until(client::rejection, told -> told.isPresent())
                        .orElseThrow()
                        .sentence())
                .contains("the clock there differs from the clock here by more than 30 s");
    }

    @Test
    void thereAreNoMoreThanTenHintsASecondAndNoneIsLongerThanWhatItAnswers() throws IOException {
        Endpoint<String> server =
                process(SECRET, InstantSource.system()).openPort("server", 0, new TextCodec(), (from, message) -> {});
        try (DatagramSocket stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            send(stranger, server.localAddress(), "short");
            for (int i = 0; i < 500; i++) {
                send(stranger, server.localAddress(), LONG_ENOUGH);
            }

            long since = System.nanoTime();
            List<Integer> lengths = lengthsOfAnswers(stranger);
            double seconds = (System.nanoTime() - since) / 1e9;

            assertThat(lengths).isNotEmpty().hasSizeLessThanOrEqualTo((int) (10 * seconds) + 2);
            assertThat(lengths).allMatch(length -> length <= LONG_ENOUGH.length());
        }
    }

    @Test
    void aForgedHintIsNotAnsweredAndReachesNoReceiver() throws IOException {
        List<String> received = new CopyOnWriteArrayList<>();
        Endpoint<String> client = process("none", InstantSource.system())
                .openPort("client", 0, new TextCodec(), (from, message) -> received.add(message));
        try (DatagramSocket stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            byte[] forged = Rejection.RejectionReason.STALE.datagram();
            stranger.send(new DatagramPacket(forged, forged.length, client.localAddress()));

            await().until(() -> client.rejection().isPresent());
            assertThat(lengthsOfAnswers(stranger)).isEmpty();
            assertThat(received).isEmpty();
        }
    }

    private static List<Integer> lengthsOfAnswers(DatagramSocket socket) throws IOException {
        List<Integer> lengths = new ArrayList<>();
        socket.setSoTimeout(500);
        try {
            while (true) {
                DatagramPacket answer = new DatagramPacket(new byte[2_000], 2_000);
                socket.receive(answer);
                lengths.add(answer.getLength());
            }
        } catch (SocketTimeoutException silence) {
            return lengths;
        }
    }

    private static void send(DatagramSocket socket, InetSocketAddress to, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    /** The transport of a process with a secret, or with none, and a clock of its own. */
    private IntegrationDatagrams process(String secret, InstantSource clock) {
        Function<InetSocketAddress, Envelope> envelopes = secret.equals("none")
                ? address -> Envelope.PLAIN
                : address -> new SignedEnvelope(SharedSecret.signingKey(secret), address, clock);
        var vital = new VitalThreads(failure -> {});
        var datagrams = new IntegrationDatagrams(
                new NetworkMonitor(InterfaceSelector.of("loopback"), vital),
                flows,
                envelopes,
                new SimpleMeterRegistry(),
                List.of(),
                vital);
        datagrams.start();
        processes.add(datagrams);
        return datagrams;
    }
}
