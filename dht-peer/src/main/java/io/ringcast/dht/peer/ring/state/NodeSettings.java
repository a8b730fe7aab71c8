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
public record NodeSettings(LinkSettings link, Duration progressMax, Duration answerMax) {}
