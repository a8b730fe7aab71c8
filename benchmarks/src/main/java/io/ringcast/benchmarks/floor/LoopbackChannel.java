package io.ringcast.benchmarks.floor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;

/** Datagram channels whose multicasts cannot leave the host. */
final class LoopbackChannel {
    private static final int BUFFER_BYTES = 4 << 20;

    private LoopbackChannel() {}

    /** A channel that has joined a group, beside others of this host. */
    static DatagramChannel member(InetSocketAddress group) throws IOException {
        DatagramChannel channel = prepared();
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.bind(group);
        channel.join(group.getAddress(), loopback());
        return channel;
    }

    /** A channel at a free port. */
    static DatagramChannel unicast() throws IOException {
        DatagramChannel channel = prepared();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return channel;
    }

    private static DatagramChannel prepared() throws IOException {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, loopback());
        channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 0);
        channel.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
        return channel;
    }

    private static NetworkInterface loopback() throws IOException {
        return NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
    }
}
