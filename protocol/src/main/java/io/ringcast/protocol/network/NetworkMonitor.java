package io.ringcast.protocol.network;

import io.ringcast.foundation.lab.LabNetwork;
import io.ringcast.foundation.vital.VitalThreads;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the configured interface by polling it twice a second: Java offers no notification. Endpoints check their
 * sockets at the same interval ({@link #onTick}).
 */
public final class NetworkMonitor implements LocalNetwork, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NetworkMonitor.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final MonitoredInterface network;
    private final VitalThreads vital;
    private final @Nullable LabNetwork lab;
    private final List<Runnable> onTick = new CopyOnWriteArrayList<>();
    private final List<Runnable> onChange = new CopyOnWriteArrayList<>();
    private final List<Supplier<List<String>>> problemSources = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ringcast-network").daemon().factory());

    private final ScheduledFuture<?> ticking;
    /** The place that listeners were last notified of. */
    private @Nullable LocalInterface announced;

    private List<String> logged = List.of();

    /** Starts to watch. */
    public NetworkMonitor(InterfaceSelector selector, VitalThreads vital) {
        this(selector, vital, null);
    }

    /**
     * Starts to watch.
     *
     * @param lab what a lab does to this process's datagrams; null outside of labs
     */
    public NetworkMonitor(InterfaceSelector selector, VitalThreads vital, @Nullable LabNetwork lab) {
        this.vital = vital;
        this.lab = lab;
        this.network = new MonitoredInterface(selector);
        this.announced = network.attached();
        this.ticking = executor.scheduleWithFixedDelay(
                this::tickLogged, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The configured interface. */
    public MonitoredInterface configured() {
        return network;
    }

    /** Runs an action each time after the interface was polled. */
    public void onTick(Runnable action) {
        onTick.add(action);
    }

    /** Includes further problems in {@link #problems}. */
    public void alsoReport(Supplier<List<String>> problems) {
        problemSources.add(problems);
    }

    private void tickLogged() {
        try {
            tick();
        } catch (RuntimeException e) {
            log.error("Watching the network failed; the next attempt follows", e);
        } catch (Error e) {
            vital.failed("the watch over the network", e); // The executor would swallow it.
            throw e;
        }
    }

    private void tick() {
        network.observe();
        if (!network.isStillAttachedTo(announced)) {
            announced = network.attached();
            // Before anything else: callers get the new address from now on, and need no notification of it.
            onChange.forEach(Runnable::run);
        }
        onTick.forEach(Runnable::run);
        logChanges(problems());
    }

    private void logChanges(List<String> problems) {
        if (problems.equals(logged)) {
            return;
        }
        if (problems.isEmpty()) {
            log.info("The network can be used: {}", announced);
        } else {
            log.warn("{} Waiting for this to change.", String.join(" ", problems));
        }
        logged = problems;
    }

    @Override
    public String interfaceName() {
        return network.toString();
    }

    @Override
    public Optional<InetAddress> address() {
        return Optional.ofNullable(network.attached()).map(LocalInterface::address);
    }

    @Override
    public int multicastTtl() {
        return network.multicastTtl();
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        String problem = network.problem();
        if (problem != null) {
            problems.add(problem);
        }
        problemSources.forEach(source -> problems.addAll(source.get()));
        return problems.stream().distinct().toList();
    }

    @Override
    public void onChange(Runnable action) {
        onChange.add(action);
    }

    @Override
    public @Nullable LabNetwork lab() {
        return lab;
    }

    @Override
    public void close() {
        ticking.cancel(true);
        executor.shutdownNow();
    }
}
