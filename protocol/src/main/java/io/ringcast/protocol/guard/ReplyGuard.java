package io.ringcast.protocol.guard;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringcast.protocol.network.TransportException;
import io.ringcast.protocol.transport.Datagrams;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prevents reflection attacks: the source address of a request can be forged, and its owner would get the replies.
 *
 * <ul>
 *   <li>Only addresses of the interface's own networks are answered, and of those that are configured; never a multicast or
 *       broadcast address.
 *   <li>A reply of up to {@link #FREE_BYTES} is always sent: one request causes no more. Common replies thus cost
 *       nothing here. A longer one, such as the list of many rooms, is charged to a budget of its destination and to
 *       one that all destinations share. If either is exhausted the reply is dropped, which the client handles as a
 *       lost datagram.
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class ReplyGuard {
    /** What a datagram takes on the wire besides its content: the headers of IPv4 and UDP. */
    public static final int HEADER_BYTES = 28;

    /** A whole datagram of those that are kept within an Ethernet frame. */
    public static final int DATAGRAM_BYTES = 1_400 + HEADER_BYTES;

    /** A reply up to this size is always sent. */
    public static final int FREE_BYTES = 2 * DATAGRAM_BYTES;

    /** At once, and per second, of long replies to one address. */
    static final int BURST_BYTES = 4_000_000;

    static final int BYTES_PER_SECOND = 1_000_000;
    /** The budget of all addresses together, as a multiple of that of one. */
    static final int TOTAL_FACTOR = 8;

    private static final int DESTINATIONS_MAX = 4_096;
    private static final long REFRESH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LOG_NANOS = Duration.ofMinutes(1).toNanos();
    private static final String ALL = "all";
    private static final Logger log = LoggerFactory.getLogger(ReplyGuard.class);

    private final Datagrams datagrams;
    private final List<ReplyNetwork> configured;
    private final Budgets<InetAddress> budgets;
    private final Budgets<String> total;
    private final Withheld foreign;
    private final Withheld beyondBudget;
    private final AtomicLong refreshedAtNanos = new AtomicLong();
    private volatile OwnNetworks own;

    /** The networks of the interface, and the addresses that mean all of their hosts. */
    private record OwnNetworks(List<ReplyNetwork> networks, Set<InetAddress> broadcasts) {
        static OwnNetworks of(List<InterfaceAddress> addresses) {
            return new OwnNetworks(
                    addresses.stream()
                            .map(address -> new ReplyNetwork(address.getAddress(), address.getNetworkPrefixLength()))
                            .toList(),
                    addresses.stream()
                            .map(InterfaceAddress::getBroadcast)
                            .filter(Objects::nonNull)
                            .collect(Collectors.toUnmodifiableSet()));
        }
    }

    /** Counts replies that are not sent, and logs that at a bounded rate. */
    private static final class Withheld {
        private final Counter counter;
        private final String sentence;
        private final AtomicLong loggedAtNanos = new AtomicLong(System.nanoTime() - LOG_NANOS);

        Withheld(MeterRegistry meters, String reason, String sentence) {
            this.counter = Counter.builder("ringcast.replies.withheld")
                    .description("Replies that were not sent, so that nobody is flooded")
                    .tag("reason", reason)
                    .register(meters);
            this.sentence = sentence;
        }

        void count(InetAddress to) {
            counter.increment();
            long before = loggedAtNanos.get();
            long now = System.nanoTime();
            if (now - before >= LOG_NANOS && loggedAtNanos.compareAndSet(before, now)) {
                log.warn(sentence + " Logged at most once a minute.", to.getHostAddress());
            }
        }
    }

    /**
     * Creates one, for all endpoints of a process.
     *
     * @param networks further networks whose addresses are answered
     * @throws TransportException if one of them is none
     */
    public ReplyGuard(Datagrams datagrams, List<String> networks, MeterRegistry meters) {
        this.datagrams = datagrams;
        this.own = OwnNetworks.of(datagrams.interfaceAddresses());
        this.configured = networks.stream().map(ReplyNetwork::parse).toList();
        Duration each = Duration.ofSeconds(1).dividedBy(BYTES_PER_SECOND);
        this.budgets = new Budgets<>(BURST_BYTES, each, DESTINATIONS_MAX);
        this.total = new Budgets<>((long) TOTAL_FACTOR * BURST_BYTES, each.dividedBy(TOTAL_FACTOR), 1);
        this.foreign = new Withheld(
                meters,
                "network",
                "A request came from {}, which is not of the network of this process's interface:"
                        + " it is not answered. If it should be, list its network in ringcast.reply-networks.");
        this.beyondBudget = new Withheld(
                meters,
                "budget",
                "Long replies to {} are dropped: more was asked in its name than it is sent at a time.");
    }

    /** Whether anything is sent to this address. A request from another one is dropped before it has an effect. */
    public boolean isAnswered(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        if (host == null) {
            return false;
        }
        boolean answered = isHost(host)
                && (isIn(own.networks, host) || isIn(configured, host) || (refresh() && isIn(own.networks, host)));
        if (!answered) {
            foreign.count(host);
        }
        return answered;
    }

    /** Whether a reply of so many bytes, in all its datagrams, may be sent to an address that is answered. */
    public boolean permits(InetSocketAddress to, long bytes) {
        if (bytes <= FREE_BYTES) {
            return true;
        }
        InetAddress host = Objects.requireNonNull(to.getAddress(), "the address of " + to);
        boolean permitted = budgets.take(host, bytes) && total.take(ALL, bytes);
        if (!permitted) {
            beyondBudget.count(host);
        }
        return permitted;
    }

    private boolean isHost(InetAddress host) {
        return !host.isMulticastAddress() && !host.isAnyLocalAddress() && !own.broadcasts.contains(host);
    }

    private static boolean isIn(List<ReplyNetwork> networks, InetAddress host) {
        for (ReplyNetwork network : networks) {
            if (network.contains(host)) {
                return true;
            }
        }
        return false;
    }

    /** The interface may have another address by now. It is asked at a bounded rate, since anybody can trigger it. */
    private boolean refresh() {
        long before = refreshedAtNanos.get();
        long now = System.nanoTime();
        if (now - before < REFRESH_NANOS || !refreshedAtNanos.compareAndSet(before, now)) {
            return false;
        }
        own = OwnNetworks.of(datagrams.interfaceAddresses());
        return true;
    }
}
