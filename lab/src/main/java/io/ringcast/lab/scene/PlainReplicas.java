package io.ringcast.lab.scene;

import io.ringcast.foundation.lab.LabFaults;
import io.ringcast.foundation.lab.LabNetwork;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.StandardSocketOptions;
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
    private final List<DatagramSocket> clients = new ArrayList<>();

    PlainReplicas(InetSocketAddress group) {
        this.group = group;
    }

    /** Opens the sockets; the replicas know nothing then. */
    void open() {
        close();
        try {
            NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
            for (int i = 0; i < 2; i++) {
                var client = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                clients.add(client);
                client.setOption(StandardSocketOptions.IP_MULTICAST_IF, loopback);
                client.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 0);
            }
            for (int i = 0; i < 2; i++) {
                replicas.add(new PlainReplica(
                        "r" + (i + 1), group, loopback, clients.get(i).getLocalPort()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The plain replicas cannot listen: " + e.getMessage(), e);
        }
    }

    /** Both clients multicast a reservation at the same moment. */
    void reserve(String slot, String one, String other) {
        send(clients.get(0), slot + " " + one);
        send(clients.get(1), slot + " " + other);
    }

    private void send(DatagramSocket client, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            client.send(new DatagramPacket(bytes, bytes.length, group));
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
        clients.forEach(DatagramSocket::close);
        clients.clear();
    }

    /** A map of slots, filled in the order of arrival. */
    private static final class PlainReplica implements AutoCloseable {
        private final MulticastSocket socket;
        private final int nearPort;
        private final LabNetwork.Way near;
        private final LabNetwork.Way far;
        private final Map<String, String> holders = new TreeMap<>();
        private final List<String> heard = new ArrayList<>();

        PlainReplica(String name, InetSocketAddress group, NetworkInterface loopback, int nearPort) throws IOException {
            this.nearPort = nearPort;
            var nearby = new LabNetwork(1);
            var distant = new LabNetwork(1);
            distant.set(FAR);
            this.near = nearby.way(name + "-near", 1);
            this.far = distant.way(name + "-far", 1);
            this.socket = new MulticastSocket(group);
            socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, loopback);
            socket.joinGroup(group, loopback);
            Thread.ofPlatform().name("plain-" + name).daemon().start(this::receive);
        }

        private void receive() {
            var packet = new DatagramPacket(new byte[DATAGRAM_MAX], DATAGRAM_MAX);
            try {
                while (true) {
                    packet.setLength(DATAGRAM_MAX);
                    socket.receive(packet);
                    String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                    LabNetwork.Way way = packet.getPort() == nearPort ? near : far;
                    way.arrived(packet.getPort(), () -> reserve(text));
                }
            } catch (SocketException e) {
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
            socket.close();
            near.close();
            far.close();
        }
    }
}
