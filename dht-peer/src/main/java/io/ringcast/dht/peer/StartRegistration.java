package io.ringcast.dht.peer;

import io.ringcast.dht.peer.session.PeerCommand;
import io.ringcast.dht.peer.session.PeerOutcome;
import io.ringcast.foundation.vital.VitalThreads;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Registers the user of {@code dht.register} when the process starts, so that a peer which its supervisor starts again takes its
 * place without anybody. What is refused, or not answered, is tried again, after 1 s, then after twice as long, up to 30 s.
 */
final class StartRegistration implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(StartRegistration.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(30);

    private final Peer peer;
    private final VitalThreads vital;
    private final PeerCommand.@Nullable Register registration;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running;

    StartRegistration(Peer peer, Optional<PeerCommand.Register> registration, VitalThreads vital) {
        this.peer = peer;
        this.vital = vital;
        this.registration = registration.orElse(null);
    }

    @Override
    public void start() {
        running = true;
        PeerCommand.Register wanted = registration;
        if (wanted != null) {
            Thread.ofVirtual()
                    .name("registration")
                    .start(vital.guard("registration", () -> registerUntilStopped(wanted)));
        }
    }

    private void registerUntilStopped(PeerCommand.Register wanted) {
        Duration pause = PAUSE;
        try {
            while (!isRegistered(wanted) && !stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Somebody may have given the command before. */
    private boolean isRegistered(PeerCommand.Register wanted) {
        if (peer.self().isPresent()) {
            return true;
        }
        PeerOutcome outcome = peer.register(wanted);
        if (outcome instanceof PeerOutcome.UserRegistered) {
            log.info("{} is registered", wanted.user());
            return true;
        }
        log.warn("{} is not registered, and it will be tried again: {}", wanted.user(), outcome);
        return false;
    }

    @Override
    public void stop() {
        stopped.countDown();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
