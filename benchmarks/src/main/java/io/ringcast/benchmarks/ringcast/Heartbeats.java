package io.ringcast.benchmarks.ringcast;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.ManagerCodec;
import io.ringcast.protocol.dht.ManagerMessage;
import io.ringcast.protocol.dht.PresenceMessage;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.protocol.transport.Endpoint;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Heartbeats of many users to every manager, one after the other at a fixed rate, from one thread. */
public final class Heartbeats implements AutoCloseable {
    private static final String INCARNATION = "benchmark";
    /** Registered at a time: less than what the exchange allows to be under way. */
    private static final int TOGETHER = 500;

    private final ManagerGroup group;
    private final List<String> users;
    private final Endpoint<ManagerMessage> endpoint;
    private final LongAdder answers = new LongAdder();
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Registers the users and begins.
     *
     * @param count how many users there are
     * @param perSecond how many of them send a heartbeat in a second, each to all managers
     */
    public Heartbeats(ManagerGroup group, int count, int perSecond, Datagrams datagrams) {
        this.group = group;
        this.users = registered(group, count);
        this.endpoint =
                datagrams.openPort("heartbeats", 0, ManagerCodec.create(), (from, message) -> answers.increment());
        this.thread = Thread.ofPlatform().name("heartbeats").start(() -> beat(perSecond));
    }

    private static List<String> registered(ManagerGroup group, int count) {
        List<String> users = new ArrayList<>();
        while (users.size() < count) {
            List<CompletableFuture<String>> together = new ArrayList<>();
            for (int i = 0; i < Math.min(TOGETHER, count - users.size()); i++) {
                together.add(group.register(INCARNATION));
            }
            together.forEach(user -> users.add(user.join()));
        }
        return users;
    }

    private void beat(int perSecond) {
        List<InetSocketAddress> managers = group.addresses();
        long gapNanos = Duration.ofSeconds(1).toNanos() / perSecond;
        long due = System.nanoTime();
        for (long number = 1; !closed; number++) {
            String user = users.get((int) (number % users.size()));
            var heartbeat = new PresenceMessage.Heartbeat(new RequestId("beats", number), user, INCARNATION, 0);
            managers.forEach(manager -> endpoint.send(manager, heartbeat));
            due += gapNanos;
            while (!closed && due - System.nanoTime() > 0) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    }

    /** How many heartbeats were answered. */
    public long answers() {
        return answers.sum();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        endpoint.close();
    }
}
