package io.ringcast.replication.jgroups;

import io.ringcast.replication.group.GroupException;
import io.ringcast.replication.jgroups.Refusals.Reason;
import io.ringcast.replication.jgroups.datagram.FailureDetectionMessage;
import io.ringcast.replication.jgroups.datagram.RefusedException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.Membership;
import org.jgroups.View;
import org.jgroups.blocks.cs.Connection;
import org.jgroups.blocks.cs.NioConnection;
import org.jgroups.blocks.cs.NioServer;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.FD_SOCK2;
import org.jgroups.stack.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * JGroups's failure detection by TCP connections, with bounds: the number of connections, the length of a message, and
 * which messages are read.
 */
final class NeighbourWatch extends FD_SOCK2 {
    /** A server has one connection from each neighbour in the ring of members, and a few more while the view changes. */
    static final int CONNECTIONS_MAX = 64;

    private static final long LOG_NANOS = Duration.ofMinutes(1).toNanos();

    private final Refusals refusals;
    private final UnreachableMembers<Address> unreachable = new UnreachableMembers<>(LOG_NANOS);

    NeighbourWatch(Refusals refusals) {
        this.refusals = refusals;
        setId(ClassConfigurator.getProtocolId(FD_SOCK2.class));
    }

    @Override
    protected NioServer createServer(int[] ports) {
        for (int port : ports) {
            try {
                return new BoundedServer(port);
            } catch (BindException taken) {
                log.debug("port %d is taken: %s", port, taken.getMessage());
            } catch (Exception e) {
                throw new GroupException(
                        "A TCP port for failure detection cannot be opened on %s: %s"
                                .formatted(bind_addr.getHostAddress(), e.getMessage()),
                        e);
            }
        }
        throw new GroupException(
                "None of the TCP ports %s of %s is free, which failure detection needs"
                        .formatted(Arrays.toString(ports), bind_addr.getHostAddress()),
                null);
    }

    @Override
    protected boolean connectTo(Address neighbour, Membership members) {
        boolean connected = super.connectTo(neighbour, members);
        unreachable.attempted(neighbour, connected);
        return connected;
    }

    /**
     * Suspects nobody a second time only because TCP does not reach it: each suspicion may exclude a member that has no processor for
     * a moment. Heartbeats watch such a member.
     */
    @Override
    protected void broadcastSuspectMessage(List<Address> suspects) {
        super.broadcastSuspectMessage(suspects.stream()
                .filter(member -> !unreachable.isKnownToLive(member))
                .toList());
    }

    /** A suspected member has answered by UDP. If it could not be reached by TCP, a firewall lets UDP pass only. */
    @Override
    protected void unsuspect(Address member) {
        super.unsuspect(member);
        if (unreachable.isToBeTold(member, System.nanoTime())) {
            log.warn(
                    "%s answers by UDP, but there is no TCP connection to it. If that lasts, a firewall between the servers must "
                            + "let TCP pass, too: without it, the crash of a server is noticed seconds later.",
                    member);
        }
    }

    @Override
    public Object down(Event event) {
        if (event.getType() == Event.VIEW_CHANGE) {
            View view = event.getArg();
            unreachable.retain(view.getMembers());
        }
        return super.down(event);
    }

    /** The TCP ports on which a member may listen; empty if its address is not known. Any thread may ask. */
    List<InetSocketAddress> ports(Address member) {
        return getPhysicalAddresses(member).stream()
                .map(port -> new InetSocketAddress(port.getIpAddress(), port.getPort()))
                .toList();
    }

    @Override
    public void receive(Address sender, ByteBuffer message) {
        try {
            FailureDetectionMessage.check(message);
        } catch (RefusedException e) {
            refusals.refuse(Reason.MALFORMED, sender, String.valueOf(e.getMessage()));
            throw new IllegalArgumentException(e); // Closes the connection.
        }
        super.receive(sender, message);
    }

    /** All its methods but those that send run in one thread. */
    private final class BoundedServer extends NioServer {
        BoundedServer(int port) throws Exception {
            super(
                    getThreadFactory(),
                    getSocketFactory(),
                    bind_addr,
                    port,
                    port,
                    external_addr,
                    external_port,
                    0,
                    "jgroups.nio.server.fd_sock");
            setMaxLength(FailureDetectionMessage.BYTES_MAX);
            useDirectMemory(false); // Which is only given back by the garbage collector.
        }

        @Override
        protected void handleAccept(SelectionKey key) throws Exception {
            if (isFull()) {
                closeUnidentified();
            }
            if (isFull()) {
                try (SocketChannel superfluous = channel.accept()) {
                    refuseConnection(superfluous);
                }
            } else {
                super.handleAccept(key);
            }
        }

        private boolean isFull() {
            return selector.keys().stream().filter(SelectionKey::isValid).count() > CONNECTIONS_MAX;
        }

        /** Connections whose server is not known yet. */
        private void closeUnidentified() throws Exception {
            for (SelectionKey key : selector.keys()) {
                if (key.attachment() instanceof NioConnection connection && connection.peerAddress() == null) {
                    refuseConnection((SocketChannel) key.channel());
                    connection.close();
                }
            }
            locks.keySet().retainAll(conns.keySet());
        }

        private void refuseConnection(@Nullable SocketChannel connection) throws IOException {
            if (connection != null) {
                refusals.refuse(Reason.CONNECTION, connection.getRemoteAddress(), "there are too many TCP connections");
            }
        }

        /** A connection that claims to be of a server that is connected already must come from the same host. */
        @Override
        public void handleIncomingConnection(Address peer, Connection connection) throws Exception {
            if (hasConnection(peer) && !isOf(peer, connection)) {
                throw new IOException("it is not the server that it claims to be");
            }
            super.handleIncomingConnection(peer, connection);
        }

        private boolean isOf(Address peer, Connection connection) throws IOException {
            return peer instanceof IpAddress claimed
                    && connection instanceof NioConnection nio
                    && nio.key().channel() instanceof SocketChannel socket
                    && socket.getRemoteAddress() instanceof InetSocketAddress actual
                    && actual.getAddress().equals(claimed.getIpAddress());
        }

        /** Called when a connection has ended or has sent something that is no message. */
        @Override
        public void closeConnection(@Nullable Connection connection, boolean notify) {
            if (connection == null) {
                return; // No connection could be accepted.
            }
            if (connection.peerAddress() == null && !hasEnded(connection)) {
                refusals.refuse(Reason.CONNECTION, connection, "it did not say which server it comes from");
            }
            super.closeConnection(connection, notify);
        }

        /** Whether the other side has closed it, as a {@link HostProbe} does with a connection that is accepted. */
        private static boolean hasEnded(Connection connection) {
            try {
                return connection instanceof NioConnection nio
                        && nio.key().channel() instanceof SocketChannel socket
                        && socket.read(ByteBuffer.allocate(1)) < 0;
            } catch (IOException e) {
                return true; // Reset, or closed already.
            }
        }
    }
}
