package io.ringcast.dht.manager;

import io.ringcast.dht.manager.domain.ManagerCommand;
import io.ringcast.dht.manager.domain.ManagerOutcome;
import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.ManagerStateMachine;
import io.ringcast.dht.manager.domain.Transition;
import io.ringcast.protocol.exchange.SharedTimer;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Holds the manager's state: takes one command at a time, from any thread, and gives up a phase that lasts too long, so
 * that a peer that dies in the middle of a set-up does not lock everybody else out for ever.
 */
@Service
public class ManagerDesk {
    private static final Logger log = LoggerFactory.getLogger(ManagerDesk.class);

    private final ManagerStateMachine machine;
    private final Duration phaseTimeout;
    private final SharedTimer timer;
    private volatile ManagerState state = ManagerState.empty();

    private @Nullable ScheduledFuture<?> expiry;

    ManagerDesk(ManagerProperties properties, SharedTimer timer) {
        this.machine = new ManagerStateMachine(properties.rules());
        this.phaseTimeout = properties.phaseTimeout();
        this.timer = timer;
    }

    /** What the manager knows now. */
    public ManagerState state() {
        return state;
    }

    /** Carries a command out. */
    public synchronized ManagerOutcome submit(ManagerCommand command) {
        ManagerState before = state;
        Transition transition = machine.apply(before, command);
        ManagerState after = transition.state();
        state = after;
        if (after.phaseNumber() != before.phaseNumber()) {
            log.info("DHT: {}", after.phase());
            expireLater(after);
        }
        return transition.outcome();
    }

    private void expireLater(ManagerState after) {
        if (expiry != null) {
            expiry.cancel(false);
        }
        expiry = after.phase().awaited().isEmpty()
                ? null
                : timer.schedule(phaseTimeout, () -> expire(after.phaseNumber()));
    }

    private void expire(long phaseNumber) {
        ManagerOutcome outcome = submit(new ManagerCommand.ExpirePhase(phaseNumber));
        if (outcome instanceof ManagerOutcome.DhtAbandoned) {
            log.warn("Nobody has ended this phase within {}: the DHT is given up, its members are free", phaseTimeout);
        }
    }
}
