package io.ringcast.systemtests.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReservationCodec;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.protocol.reservation.ReservationMessage;
import io.ringcast.protocol.reservation.ReservationRequest;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.systemtests.cluster.ClientProcess;
import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.cluster.ServerProcess;
import io.ringcast.systemtests.lab.Ports;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Seed;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datagrams that are no messages: no process ends, falls silent or goes wrong, and every such datagram is counted. */
class GarbageIT {
    private static final int EACH = 10_000;
    private static final int BURST = 100;

    @TempDir
    Path directory;

    private final ReservationCodec codec = new ReservationCodec();

    @Test
    void randomAndMutatedDatagramsDoNoHarm() throws Exception {
        Random random = new Random(Seed.next());
        try (Cluster cluster = Cluster.onLoopback(directory);
                DatagramSocket socket = loopbackSocket()) {
            cluster.start("s1", "s2", "s3");
            ClientProcess client = cluster.startClient("alice");
            List<InetSocketAddress> targets = new ArrayList<>();
            targets.add(new InetSocketAddress(cluster.group(), cluster.port()));
            Ports.udpOf(client.process())
                    .forEach(port -> targets.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
            assertThat(targets)
                    .as("the group and at least one port of the client")
                    .hasSizeGreaterThan(1);

            for (int sent = 0; sent < 2 * EACH; sent += BURST) {
                for (int i = 0; i < BURST; i++) {
                    byte[] datagram = sent < EACH ? randomBytes(random) : mutated(random);
                    for (InetSocketAddress target : targets) {
                        socket.send(new DatagramPacket(datagram, datagram.length, target));
                    }
                }
                // An answer between bursts shows that all are alive, and keeps the bursts within the sockets' buffers.
                assertThat(client.command("rooms")).isEqualTo("OK");
            }

            for (ServerProcess server : cluster.running()) {
                assertThat(server.rest().isUp()).as("%s is up", server.name()).isTrue();
                assertThat(malformed(server.rest()))
                        .as("counted by %s", server.name())
                        .isGreaterThan(EACH);
            }
            assertThat(cluster.running()).hasSize(3);
            assertThat(client.rest().isUp()).isTrue();
            assertThat(malformed(client.rest())).as("counted by the client").isGreaterThan(EACH);
            assertThat(client.command("reserve SA314 8:30-9:30 Friday")).isEqualTo("OK");
            assertThat(client.command("delete SA314 8:30-9:30 Friday")).isEqualTo("OK");
            cluster.awaitSameState(Duration.ofSeconds(10));
        }
    }

    private static DatagramSocket loopbackSocket() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(loopback, 0));
        socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByInetAddress(loopback));
        socket.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 0);
        return socket;
    }

    private static long malformed(Rest rest) {
        Rest.Response answer = rest.get("/actuator/metrics/ringcast.datagrams.malformed");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().path("measurements").path(0).path("value").asLong();
    }

    private static byte[] randomBytes(Random random) {
        byte[] bytes = new byte[random.nextInt(random.nextInt(10) == 0 ? 8000 : 200)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A good datagram with one to four bytes changed, taken out or put in, or cut short. */
    private byte[] mutated(Random random) {
        byte[] bytes = codec.encode(good(random));
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(bytes.length);
            bytes = switch (random.nextInt(4)) {
                case 0 -> joined(bytes, at, new byte[] {(byte) random.nextInt()}, at + 1);
                case 1 -> joined(bytes, at, new byte[] {(byte) random.nextInt()}, at);
                case 2 -> joined(bytes, at, new byte[0], at + 1);
                default -> Arrays.copyOf(bytes, Math.max(1, at));
            };
        }
        return bytes;
    }

    private static byte[] joined(byte[] bytes, int until, byte[] between, int from) {
        byte[] result = new byte[until + between.length + bytes.length - from];
        System.arraycopy(bytes, 0, result, 0, until);
        System.arraycopy(between, 0, result, until, between.length);
        System.arraycopy(bytes, from, result, until + between.length, bytes.length - from);
        // Never empty, so that it can be mutated again.
        return result.length == 0 ? new byte[1] : result;
    }

    private static ReservationMessage good(Random random) {
        RequestId id = new RequestId("garbage", 1 + random.nextInt(1_000_000));
        return switch (random.nextInt(6)) {
            case 0 -> new ReservationRequest(id, 1, new ReservationCommand.Rooms());
            case 1 -> new ReservationRequest(id, 1, new ReservationCommand.Check("ME4494"));
            case 2 ->
                new ReservationRequest(
                        id, 1, new ReservationCommand.Reserve("ME4494", "8:30-9:30", "Monday", "mallory"));
            case 3 ->
                new ReservationRequest(
                        id, 1, new ReservationCommand.Delete("ME4494", "8:30-9:30", "Monday", "mallory"));
            case 4 -> Reply.of(id, 1, "s1", 7, Status.ROOM_TAKEN, new Reply.Holder("mallory"));
            default -> Reply.of(id, 1, "s1", 7, Status.OK, new Reply.NameList(List.of("ME4494", "SA314")));
        };
    }
}
