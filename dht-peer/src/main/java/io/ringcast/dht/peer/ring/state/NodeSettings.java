package io.ringcast.dht.peer.ring.state;

import io.ringcast.protocol.link.LinkSettings;
import java.time.Duration;

/**
 * Limits of a member.
 *
 * @param link of the links to both neighbours
 * @param progressMax a command fails when nothing has moved for so long
 * @param answerMax a direct request fails when nobody has answered for so long
 */
public record NodeSettings(LinkSettings link, Duration progressMax, Duration answerMax) {}
