package io.ringcast.protocol;

import io.ringcast.foundation.RequestId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each command, with the id of its request, which is the same at the client and at every server: a command
 * can be followed through the logs of all processes.
 *
 * <p>At DEBUG, under a logger of its own, {@code ringcast.commands}: a busy server would write thousands a second. Structured
 * logs have {@code request} and {@code outcome} as fields.
 */
public final class CommandLog {
    private static final Logger log = LoggerFactory.getLogger("ringcast.commands");

    private CommandLog() {}

    /**
     * Logs a command that has its outcome here.
     *
     * @param outcome its code
     * @param details formatted only if the line is logged
     */
    public static void ended(RequestId id, String outcome, Object details) {
        if (log.isDebugEnabled()) {
            log.atDebug()
                    .addKeyValue("request", id.toString())
                    .addKeyValue("outcome", outcome)
                    .log("{} {} {}", id, outcome, details);
        }
    }
}
