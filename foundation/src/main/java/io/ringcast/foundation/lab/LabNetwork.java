package io.ringcast.foundation.lab;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network as a process of a lab sees it. All that the process sends leaves from ports of its own, so that a receiver knows
 * by the port which process a datagram is of; a multicast cannot be stopped elsewhere than where it arrives. What arrives
 * passes through a {@link Way}, where it may be lost or held.
 *
 * <p>Thread-safe.
 */
public final class LabNetwork {
    /** How many UDP ports a process has. */
    public static final int PORTS = 32;

    /** So many of them, at the end, are for the group of replicas. */
    public static final int GROUP_PORTS = 8;

    private static final Logger log = LoggerFactory.getLogger(LabNetwork.class);
    private static final int HELD_MAX = 20_000;

    private final int firstPort;
    private final LongAdder lost = new LongAdder();
    private volatile LabFaults faults = LabFaults.NONE;

    /**
     * A network without faults.
     *
     * @param firstPort of the {@value #PORTS} that are this process's
     */
    public LabNetwork(int firstPort) {
        if (firstPort < 1 || firstPort + PORTS > 65_536) {
            throw new IllegalArgumentException(
                    "A process of a lab has " + PORTS + " ports, from one of 1 to " + (65_536 - PORTS) + " on");
        }
        this.firstPort = firstPort;
    }

    /** The ports from which this process sends, in the order in which they are to be tried. */
    public IntStream ports() {
        return IntStream.range(0, PORTS - GROUP_PORTS).map(i -> firstGroupPort() - 1 - i);
    }

    /** The first of the ports that are for the group of replicas. */
    public int firstGroupPort() {
        return firstPort + PORTS - GROUP_PORTS;
    }

    /** What happens to the datagrams that arrive from now on. */
    public void set(LabFaults next) {
        faults = next;
    }

    /** What happens to the datagrams that arrive. */
    public LabFaults faults() {
        return faults;
    }

    /** How many datagrams were lost here. */
    public long lost() {
        return lost.sum();
    }

    /**
     * The way of datagrams to one receiver.
     *
     * @param threads that hand them over; with one, they come one after the other
     */
    public Way way(String name, int threads) {
        ThreadFactory factory = Thread.ofPlatform().name("lab-" + name).daemon().factory();
        return new Way(new ScheduledThreadPoolExecutor(threads, factory));
    }

    /** A way that datagrams take to their receiver. */
    public final class Way implements AutoCloseable {
        private final ScheduledThreadPoolExecutor executor;

        private Way(ScheduledThreadPoolExecutor executor) {
            this.executor = executor;
            executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }

        /**
         * A datagram has arrived. It is lost, or handed over in time by a thread of this way; never by the caller's. More than
         * {@value #HELD_MAX} that are held are lost.
         *
         * @param port from which it was sent
         */
        public void arrived(int port, Runnable handOver) {
            LabFaults now = faults;
            ThreadLocalRandom random = ThreadLocalRandom.current();
            boolean unlucky = now.loseOneIn() > 0 && random.nextInt(now.loseOneIn()) == 0;
            if (unlucky || now.blocks(port) || executor.getQueue().size() >= HELD_MAX) {
                lost.increment();
                return;
            }
            int millis = now.delayMillis() + (now.jitterMillis() == 0 ? 0 : random.nextInt(now.jitterMillis() + 1));
            try {
                var unused = executor.schedule(() -> run(handOver), millis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closed) {
                lost.increment();
            }
        }

        private static void run(Runnable handOver) {
            try {
                handOver.run();
            } catch (RuntimeException | Error e) {
                log.error("A datagram could not be handed over", e);
                throw e;
            }
        }

        /** What is still on its way is lost. */
        @Override
        public void close() {
            executor.shutdownNow();
        }
    }
}
