package io.ringcast.protocol;

import io.ringcast.foundation.RequestId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for each command, with the id of its request, which is the same at the client and at every server: what one
 * process says of a command can be found in the logs of all others.
 *
 * <p>At DEBUG, under a logger of its own, {@code ringcast.commands}: a busy server would write thousands a second. Structured
 * logs have {@code request} and {@code outcome} as fields.
 */
public final class CommandLog {
    private static final Logger log = LoggerFactory.getLogger("ringcast.commands");

    private CommandLog() {}

    /**
     * Tells of a command that has its outcome here.
     *
     * @param outcome its code
     * @param details printed only if the line is
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
