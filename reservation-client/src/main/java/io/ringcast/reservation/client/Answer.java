package io.ringcast.reservation.client;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.Status;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * The first answer to a command.
 *
 * @param id the command's id on the wire
 * @param status how it ended
 * @param body what there is to tell, put together from all its parts
 * @param server the name of the server that was first
 * @param from where that server answered from
 * @param latency from the first datagram sent to the answer complete
 * @param attempts how often the command had been sent by then
 */
public record Answer(
        RequestId id,
        Status status,
        Reply.Body body,
        String server,
        InetSocketAddress from,
        Duration latency,
        int attempts) {}
