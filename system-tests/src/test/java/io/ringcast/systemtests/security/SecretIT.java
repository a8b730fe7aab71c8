package io.ringcast.systemtests.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.reservation.ReservationCodec;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.protocol.reservation.ReservationRequest;
import io.ringcast.systemtests.cluster.ClientProcess;
import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.cluster.ServerProcess;
import io.ringcast.systemtests.history.SlotName;
import io.ringcast.systemtests.lab.MetricsPage;
import io.ringcast.systemtests.lab.Rest;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What an attacker who can receive from and send to the group can do, with and without {@code ringcast.secret}. */
class SecretIT {
    private static final String SECRET = "--ringcast.secret=correct horse battery";
    private static final String RESERVE = "reserve SA314 8:30-9:30 Friday";
    private static final String DELETE = "delete SA314 8:30-9:30 Friday";
    private static final SlotName SLOT = new SlotName("SA314", "8:30-9:30", "Friday");

    @TempDir
    Path directory;

    @Test
    void withASecretWhatIsUnsignedWronglySignedOrReplayedHasNoEffectAndIsCounted() throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory).with(SECRET);
                MulticastSocket tap = tap(cluster);
                DatagramSocket attacker = loopbackSocket()) {
            cluster.start("s1", "s2");
            ClientProcess client = cluster.startClient("alice", SECRET);
            assertThat(client.command(RESERVE)).isEqualTo("OK");
            byte[] captured = capture(tap);
            assertThat(client.command(DELETE)).isEqualTo("OK");
            cluster.awaitSameState(Duration.ofSeconds(10));
            Map<SlotName, String> before = cluster.server("s1").reservations();
            ServerProcess.Position position = cluster.server("s1").position().orElseThrow();
            assertThat(before).doesNotContainKey(SLOT);

            for (byte[] datagram :
                    List.of(reserve("mallory"), signedByAnother(captured), withAnotherContent(captured), captured)) {
                attacker.send(new DatagramPacket(datagram, datagram.length, group(cluster)));
            }

            for (ServerProcess server : cluster.running()) {
                Awaitility.await("the counters of " + server.name())
                        .atMost(Duration.ofSeconds(20))
                        .untilAsserted(() -> {
                            assertThat(rejected(server.rest(), "unsigned")).isEqualTo(1);
                            assertThat(rejected(server.rest(), "signature")).isEqualTo(2);
                            assertThat(rejected(server.rest(), "replayed")).isEqualTo(1);
                        });
                assertThat(server.reservations()).isEqualTo(before);
                assertThat(server.position()).contains(position);
            }
        }
    }

    @Test
    void withoutASecretAnybodyReservesButAReplayDoesNothing() throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory);
                MulticastSocket tap = tap(cluster);
                DatagramSocket attacker = loopbackSocket()) {
            cluster.start("s1");
            ServerProcess server = cluster.server("s1");
            ClientProcess client = cluster.startClient("alice");
            assertThat(client.command(RESERVE)).isEqualTo("OK");
            byte[] captured = capture(tap);
            assertThat(client.command(DELETE)).isEqualTo("OK");
            Map<SlotName, String> before = server.reservations();

            attacker.send(new DatagramPacket(captured, captured.length, group(cluster)));
            byte[] signed = signedByAnother(captured);
            attacker.send(new DatagramPacket(signed, signed.length, group(cluster)));
            Awaitility.await("the signed datagram to be counted as no message")
                    .until(() ->
                            MetricsPage.of(server.rest()).sum("ringcast_datagrams_malformed_total", "endpoint") > 0);
            assertThat(server.reservations()).isEqualTo(before);

            byte[] forged = reserve("mallory");
            attacker.send(new DatagramPacket(forged, forged.length, group(cluster)));
            Awaitility.await("the forged reservation")
                    .untilAsserted(() -> assertThat(server.reservations()).containsEntry(SLOT, "mallory"));
        }
    }

    @Test
    void aServerWithoutTheSecretStaysOutsideAndBothSidesSaySo() throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory)) {
            cluster.with(SECRET).start("s1", "s2");
            cluster.with("--ringcast.secret=another secret 1").start("wrong");
            cluster.with().start("none");

            assertThat(members(cluster.server("none"))).containsExactly("none");
            assertThat(members(cluster.server("wrong"))).containsExactly("wrong");
            assertThat(members(cluster.server("s1"))).containsExactlyInAnyOrder("s1", "s2");
            assertThat(cluster.server("s1").isInState("ACTIVE")).isTrue();
            assertSays(cluster.server("s1"), "not sealed with this server's ringcast.secret");
            assertSays(cluster.server("wrong"), "not sealed with this server's ringcast.secret");
            assertSays(cluster.server("s1"), "different cluster ringcast (our cluster is ringcast with a secret)");
            assertSays(cluster.server("none"), "different cluster ringcast with a secret (our cluster is ringcast)");
            for (ServerProcess server : cluster.running()) {
                assertThat(server.process().output()).doesNotContain("correct horse", "another secret 1");
            }
        }
    }

    private static void assertSays(ServerProcess server, String sentence) {
        Awaitility.await(server.name() + " says: " + sentence)
                .atMost(Duration.ofSeconds(20))
                .until(() -> server.process().output().contains(sentence));
    }

    private static List<String> members(ServerProcess server) {
        return server.replica()
                .orElseThrow()
                .path("members")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static InetSocketAddress group(Cluster cluster) {
        return new InetSocketAddress(cluster.group(), cluster.port());
    }

    /** Receives what clients send to the group. */
    private static MulticastSocket tap(Cluster cluster) throws IOException {
        MulticastSocket socket = new MulticastSocket(cluster.port());
        socket.joinGroup(group(cluster), NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()));
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static DatagramSocket loopbackSocket() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(loopback, 0));
        socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByInetAddress(loopback));
        socket.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 0);
        return socket;
    }

    /** The first reservation that it receives. */
    private static byte[] capture(MulticastSocket tap) throws IOException {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[9_000], 9_000);
            tap.receive(packet);
            byte[] datagram = Arrays.copyOf(packet.getData(), packet.getLength());
            if (content(datagram).contains("\"reserve\"")) {
                return datagram;
            }
        }
    }

    private static String content(byte[] datagram) {
        String text = new String(datagram, StandardCharsets.UTF_8);
        try {
            return JWSObject.parse(text).getPayload().toString();
        } catch (ParseException notSigned) {
            return text;
        }
    }

    private static byte[] reserve(String holder) {
        var request = new ReservationRequest(
                new RequestId("mallory", 1),
                1,
                new ReservationCommand.Reserve(SLOT.room(), SLOT.timeslot(), SLOT.day(), holder));
        return new ReservationCodec().encode(request);
    }

    /** The same content with the signature of somebody who has another secret. */
    private static byte[] signedByAnother(byte[] captured) throws JOSEException {
        var jws = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(content(captured)));
        jws.sign(new MACSigner(new byte[32]));
        return jws.serialize().getBytes(StandardCharsets.US_ASCII);
    }

    /** The captured signature around a reservation of the attacker's. */
    private static byte[] withAnotherContent(byte[] captured) {
        String[] parts = new String(captured, StandardCharsets.US_ASCII).split("\\.");
        String other = new Payload(reserve("mallory")).toBase64URL().toString();
        return String.join(".", parts[0], other, parts[2]).getBytes(StandardCharsets.US_ASCII);
    }

    private static double rejected(Rest rest, String reason) {
        return MetricsPage.of(rest).sum("ringcast_datagrams_rejected_total", "reason=\"" + reason + "\"");
    }
}
