package io.ringcast.dht.peer.ring.state;

import io.ringcast.protocol.link.LinkSettings;
import java.time.Duration;

/**
 * Limits of a member.
 *
 * @param link of the links to both neighbours
 * @param progressMax how long a command goes on without progress before it fails
 * @param answerMax how long a direct request waits for an answer before it fails
 */
public record NodeSettings(LinkSettings link, Duration progressMax, Duration answerMax) {
    /** How often a free user's query is tried, each time at the entry that the manager names. */
    public static final int ATTEMPTS = 4;

    /** What else is in such a datagram, beyond what every frame has. */
    private static final int PART_ENVELOPE_BYTES = 100;

    /** Most bytes of the values of a part of a record, in a datagram of its own. */
    public int partBytes() {
        return link.frameBytes() - PART_ENVELOPE_BYTES;
    }

    /** How long one of these attempts waits for an answer. */
    public Duration attemptMax() {
        return answerMax.dividedBy(ATTEMPTS);
    }
}
