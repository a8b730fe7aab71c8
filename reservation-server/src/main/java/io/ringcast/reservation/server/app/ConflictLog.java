package io.ringcast.reservation.server.app;

import io.ringcast.reservation.server.domain.Conflict;
import io.ringcast.reservation.server.domain.Conflicts;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each new conflict once, as a warning. Conflicts that exist when the process starts are not logged. */
final class ConflictLog {
    private static final Logger log = LoggerFactory.getLogger(ConflictLog.class);
    private static final long UNKNOWN = -1;

    private long known = UNKNOWN;

    /** Takes the conflicts of the current state. For one thread. */
    void saw(Conflicts conflicts) {
        if (known != UNKNOWN && conflicts.count() > known) {
            List<Conflict> newest = conflicts.newest();
            int unknown = (int) Math.min(conflicts.count() - known, newest.size());
            newest.subList(newest.size() - unknown, newest.size()).forEach(ConflictLog::warn);
        }
        known = conflicts.count();
    }

    private static void warn(Conflict conflict) {
        Conflict.Party kept = conflict.kept();
        log.warn(
                "conflict after a partition, {}: {} on {} at {} is {}; {} was told otherwise (request {})",
                conflict.disagreement(),
                conflict.slot().room(),
                conflict.slot().day(),
                conflict.slot().timeslot(),
                kept == null ? "free" : "reserved by " + kept.holder(),
                conflict.lost().holder(),
                conflict.lost().requestId());
    }
}
