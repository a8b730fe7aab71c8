package io.ringcast.lab.scene;

import io.ringcast.foundation.lab.LabFaults;
import io.ringcast.foundation.lab.LabNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two replicas as the handout might be read: each listens to the multicast group and does what comes, in the order in which
 * it comes. There is nothing else between them. The datagrams are real. Each of the two clients is near to one replica and far
 * from the other, as two buildings may be.
 */
final class PlainReplicas implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PlainReplicas.class);
    private static final int FAR_MILLIS = 150;
    private static final int DATAGRAM_MAX = 200;
    private static final LabFaults FAR = new LabFaults(0, FAR_MILLIS, 0, List.of());

    private final InetSocketAddress group;
    private final List<PlainReplica> replicas = new ArrayList<>();
    private final List<DatagramChannel> clients = new ArrayList<>();

    PlainReplicas(InetSocketAddress group) {
        this.group = group;
    }

    /** Opens the sockets; the replicas know nothing then. */
    void open() {
        close();
        try {
            for (int i = 1; i <= 2; i++) {
                DatagramChannel client = channel();
                clients.add(client);
                client.bind(new InetSocketAddress(loopbackAddress(), 0));
                replicas.add(new PlainReplica("r" + i, group, client.socket().getLocalPort()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The plain replicas cannot listen: " + e.getMessage(), e);
        }
    }

    /** A socket of IPv4 whose multicasts stay on this host. */
    private static DatagramChannel channel() throws IOException {
        return DatagramChannel.open(StandardProtocolFamily.INET)
                .setOption(StandardSocketOptions.IP_MULTICAST_IF, loopback())
                .setOption(StandardSocketOptions.IP_MULTICAST_TTL, 0)
                .setOption(StandardSocketOptions.SO_REUSEADDR, true);
    }

    private static NetworkInterface loopback() throws IOException {
        return NetworkInterface.getByInetAddress(loopbackAddress());
    }

    /** That of IPv4, whatever this host prefers. */
    private static InetAddress loopbackAddress() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    /** Both clients multicast a reservation at the same moment. */
    void reserve(String slot, String one, String other) {
        send(clients.get(0), slot + " " + one);
        send(clients.get(1), slot + " " + other);
    }

    private void send(DatagramChannel client, String text) {
        try {
            client.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), group);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What each replica holds, and in which order it heard of it. */
    List<Map<String, String>> states() {
        return replicas.stream().map(PlainReplica::state).toList();
    }

    /** What each replica heard, in its order. */
    List<List<String>> heard() {
        return replicas.stream().map(PlainReplica::heard).toList();
    }

    @Override
    public void close() {
        replicas.forEach(PlainReplica::close);
        replicas.clear();
        clients.forEach(PlainReplicas::close);
        clients.clear();
    }

    private static void close(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            log.warn("A socket of the plain replicas cannot be closed", e);
        }
    }

    /** A map of slots, filled in the order of arrival. */
    private static final class PlainReplica implements AutoCloseable {
        private final DatagramChannel channel;
        private final int nearPort;
        private final LabNetwork.Way near;
        private final LabNetwork.Way far;
        private final Map<String, String> holders = new TreeMap<>();
        private final List<String> heard = new ArrayList<>();

        PlainReplica(String name, InetSocketAddress group, int nearPort) throws IOException {
            this.nearPort = nearPort;
            var nearby = new LabNetwork(1);
            var distant = new LabNetwork(1);
            distant.set(FAR);
            this.near = nearby.way(name + "-near", 1);
            this.far = distant.way(name + "-far", 1);
            this.channel = channel().bind(group);
            channel.join(group.getAddress(), loopback());
            Thread.ofPlatform().name("plain-" + name).daemon().start(this::receive);
        }

        private void receive() {
            ByteBuffer buffer = ByteBuffer.allocate(DATAGRAM_MAX);
            try {
                while (true) {
                    buffer.clear();
                    int port = ((InetSocketAddress) channel.receive(buffer)).getPort();
                    String text = StandardCharsets.UTF_8.decode(buffer.flip()).toString();
                    (port == nearPort ? near : far).arrived(port, () -> reserve(text));
                }
            } catch (ClosedChannelException e) {
                log.debug("A plain replica is closed", e);
            } catch (IOException e) {
                log.warn("A plain replica cannot receive", e);
            }
        }

        private synchronized void reserve(String request) {
            int space = request.lastIndexOf(' ');
            holders.putIfAbsent(request.substring(0, space), request.substring(space + 1));
            heard.add(request);
        }

        synchronized Map<String, String> state() {
            return Map.copyOf(holders);
        }

        synchronized List<String> heard() {
            return List.copyOf(heard);
        }

        @Override
        public void close() {
            PlainReplicas.close(channel);
            near.close();
            far.close();
        }
    }
}
