package io.ringcast.protocol.transport.stack;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringcast.protocol.transport.Direction;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The counters of one endpoint. */
final class EndpointMeters {
    private final MeterRegistry registry;
    private final String endpoint;
    /** By type; types are a small, fixed set for each protocol. */
    private final Map<String, Counter> received = new ConcurrentHashMap<>();

    private final Map<String, Counter> sent = new ConcurrentHashMap<>();
    private final Map<String, Counter> rejected = new ConcurrentHashMap<>();
    private final Counter sharedIn;
    private final Counter sharedOut;
    private final Counter malformed;
    private final Counter unsent;
    private final Counter failures;

    EndpointMeters(MeterRegistry registry, String endpoint) {
        this.registry = registry;
        this.endpoint = endpoint;
        this.sharedIn = sharedCounter(Direction.IN);
        this.sharedOut = sharedCounter(Direction.OUT);
        this.malformed = Counter.builder("ringcast.datagrams.malformed")
                .description("Datagrams that arrived and were no valid message")
                .tag("endpoint", endpoint)
                .register(registry);
        this.unsent = Counter.builder("ringcast.datagrams.unsent")
                .description("Datagrams that the operating system refused to send")
                .tag("endpoint", endpoint)
                .register(registry);
        this.failures = Counter.builder("ringcast.receiver.failures")
                .description("Messages whose handling ended in an unexpected error")
                .tag("endpoint", endpoint)
                .register(registry);
    }

    void received(String type) {
        counter(received, Direction.IN, type).increment();
    }

    void sent(String type) {
        counter(sent, Direction.OUT, type).increment();
    }

    /** A datagram that held more than one message, each of which is counted by its type, too. */
    void shared(Direction direction) {
        (direction == Direction.IN ? sharedIn : sharedOut).increment();
    }

    void malformed() {
        malformed.increment();
    }

    void rejected(String reason) {
        rejected.computeIfAbsent(reason, this::rejectedCounter).increment();
    }

    void unsent() {
        unsent.increment();
    }

    void receiverFailed() {
        failures.increment();
    }

    private Counter counter(Map<String, Counter> counters, Direction direction, String type) {
        Counter counter = counters.get(type);
        return counter != null ? counter : counters.computeIfAbsent(type, t -> datagramCounter(direction, t));
    }

    private Counter datagramCounter(Direction direction, String type) {
        return Counter.builder("ringcast.datagrams")
                .description("Valid messages by direction, type and endpoint")
                .tag("direction", nameOf(direction))
                .tag("type", type)
                .tag("endpoint", endpoint)
                .register(registry);
    }

    private Counter sharedCounter(Direction direction) {
        return Counter.builder("ringcast.datagrams.shared")
                .description("Datagrams that held more than one message")
                .tag("direction", nameOf(direction))
                .tag("endpoint", endpoint)
                .register(registry);
    }

    private static String nameOf(Direction direction) {
        return direction == Direction.IN ? "in" : "out";
    }

    private Counter rejectedCounter(String reason) {
        return Counter.builder("ringcast.datagrams.rejected")
                .description("Datagrams that arrived without a valid, fresh signature")
                .tag("reason", reason)
                .tag("endpoint", endpoint)
                .register(registry);
    }
}
