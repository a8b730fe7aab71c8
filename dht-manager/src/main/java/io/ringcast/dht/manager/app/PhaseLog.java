package io.ringcast.dht.manager.app;

import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.User;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what becomes of the DHT, and whose process falls silent or comes back. */
public final class PhaseLog implements Consumer<ManagerState> {
    private static final Logger log = LoggerFactory.getLogger(PhaseLog.class);

    private ManagerState before = ManagerState.empty();

    /** What has not changed is the same object, so that most calls cost nothing. */
    @Override
    @SuppressWarnings("ReferenceEquality")
    public void accept(ManagerState now) {
        if (now == before) {
            return;
        }
        if (now.epoch() != before.epoch()) {
            log.info(
                    "epoch {}: {} {}",
                    now.epoch(),
                    now.phase().word(),
                    now.phase().ring());
        }
        if (!now.lostSlots().equals(before.lostSlots())) {
            log.warn(
                    now.lostSlots().isEmpty()
                            ? "no slot is lost any more"
                            : "nobody has the records of slots {}: queries for them are refused, until a member whose"
                                    + " dataset has them loads them again",
                    now.lostSlots());
        }
        if (now.users() != before.users()) {
            logUsers(now);
        }
        before = now;
    }

    private void logUsers(ManagerState now) {
        for (User user : now.users().values()) {
            User earlier = before.users().get(user.name());
            if (earlier != null && earlier.presence() != user.presence()) {
                log.info("{} is {}", user.name(), user.presence());
            }
            if (earlier != null && !earlier.incarnation().equals(user.incarnation())) {
                log.info("{} has been started again", user.name());
            }
        }
    }
}
