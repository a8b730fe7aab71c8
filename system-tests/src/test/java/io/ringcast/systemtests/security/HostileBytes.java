package io.ringcast.systemtests.security;

import io.ringcast.systemtests.cluster.ServerProcess;
import io.ringcast.systemtests.lab.Ports;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** An attacker on the hosts' network who receives the servers' multicasts and sends to every port, but has no secret. */
final class HostileBytes implements AutoCloseable {
    private static final int DATAGRAM_BYTES_MAX = 65_507;
    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;
    /** What JGroups 5.5 writes before a serialized object: a message of objects, and in it the wrapper of one. */
    private static final int OBJECT_MESSAGE = 3;

    private static final int SERIALIZABLE_WRAPPER = 20;
    private static final int SERIALIZED = 51;
    private static final int MULTICAST = 2;

    private final Random random;
    private final InetSocketAddress group;
    private final DatagramSocket socket;
    private final MulticastSocket tap;
    private final List<byte[]> recorded = new ArrayList<>();

    /** @param group where the servers talk to each other */
    HostileBytes(InetSocketAddress group, Random random) throws IOException {
        this.random = random;
        this.group = group;
        InetAddress loopback = InetAddress.getLoopbackAddress();
        NetworkInterface network = NetworkInterface.getByInetAddress(loopback);
        socket = new DatagramSocket(new InetSocketAddress(loopback, 0));
        socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, network);
        socket.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 0);
        tap = new MulticastSocket(group.getPort());
        tap.joinGroup(group, network);
        tap.setSoTimeout(10_000);
    }

    /** Records this number of datagrams of the servers. */
    void record(int datagrams) throws IOException {
        byte[] buffer = new byte[DATAGRAM_BYTES_MAX];
        for (int i = 0; i < datagrams; i++) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            tap.receive(packet);
            recorded.add(Arrays.copyOf(buffer, packet.getLength()));
        }
    }

    /** Nested sets as a serialized object: reading them takes longer than the age of the universe. */
    byte[] nestedSets() throws IOException {
        Set<Object> root = new HashSet<>();
        Set<Object> one = root;
        Set<Object> other = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            Set<Object> nextOne = new HashSet<>();
            Set<Object> nextOther = new HashSet<>();
            nextOne.add("different");
            one.add(nextOne);
            one.add(nextOther);
            other.add(nextOne);
            other.add(nextOther);
            one = nextOne;
            other = nextOther;
        }
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        object.write(SERIALIZED);
        try (ObjectOutputStream out = new ObjectOutputStream(object)) {
            out.writeObject(root);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(recorded.getFirst(), 0, Short.BYTES); // The version.
        out.writeByte(MULTICAST);
        out.writeShort(OBJECT_MESSAGE);
        out.writeByte(0); // Neither a destination nor a source,
        out.writeShort(0); // no flags,
        out.writeShort(0); // and no headers.
        out.writeByte(1);
        out.writeShort(SERIALIZABLE_WRAPPER);
        out.writeInt(object.size());
        object.writeTo(out);
        return bytes.toByteArray();
    }

    /** Random bytes, or something recorded that was changed, cut, or left as it was. */
    byte[] next() {
        if (random.nextInt(4) == 0) {
            byte[] bytes = new byte[random.nextInt(random.nextInt(20) == 0 ? 60_000 : 300)];
            random.nextBytes(bytes);
            return bytes;
        }
        byte[] bytes = recorded.get(random.nextInt(recorded.size())).clone();
        switch (random.nextInt(8)) {
            case 0 -> {
                return bytes;
            }
            case 1 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            case 2 -> {
                // A number of four bytes that would be the greatest length.
                int at = random.nextInt(bytes.length);
                byte[] number = {0x7f, -1, -1, -1};
                System.arraycopy(number, 0, bytes, at, Math.min(number.length, bytes.length - at));
            }
            default -> {
                for (int i = random.nextInt(8); i >= 0; i--) {
                    bytes[random.nextInt(Math.min(bytes.length, 200))] = (byte) random.nextInt();
                }
            }
        }
        return bytes;
    }

    void sendToServers(byte[] bytes) {
        send(bytes, group);
    }

    void send(byte[] bytes, int port) {
        send(bytes, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    void send(byte[] bytes, InetSocketAddress to) {
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connects, says something, and closes the connection or resets it. Whether anybody listens does not matter. */
    void connect(byte[] bytes, int port) {
        try (Socket tcp = new Socket()) {
            if (random.nextBoolean()) {
                tcp.setOption(StandardSocketOptions.SO_LINGER, 0); // Resets the connection.
            }
            tcp.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MILLIS);
            tcp.getOutputStream().write(bytes);
        } catch (SocketException | SocketTimeoutException refused) {
            // The server closed the connection, as it should.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes that begin like JGroups's greeting: with its cookie, its version, and the address of another server. */
    byte[] greeting() {
        byte[] rest = next();
        byte[] greeting = {
            'b', 'e', 'l', 'a', 0, 0, 0, 9, 4, 127, 0, 0, 1, (byte) random.nextInt(), (byte) random.nextInt()
        };
        System.arraycopy(recorded.getFirst(), 0, greeting, 4, Short.BYTES);
        byte[] bytes = Arrays.copyOf(greeting, greeting.length + rest.length);
        System.arraycopy(rest, 0, bytes, greeting.length, rest.length);
        if (random.nextBoolean() && rest.length >= Integer.BYTES) {
            // A plausible length of what follows.
            bytes[greeting.length] = 0;
            bytes[greeting.length + 1] = 0;
        }
        return bytes;
    }

    /** The TCP ports at which a server listens, except that of HTTP. */
    static List<Integer> watchPorts(ServerProcess server) {
        return Ports.tcpOf(server.process()).stream()
                .filter(port -> port != server.rest().address().getPort())
                .toList();
    }

    @Override
    public void close() {
        socket.close();
        tap.close();
    }
}
