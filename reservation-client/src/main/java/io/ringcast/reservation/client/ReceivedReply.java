package io.ringcast.reservation.client;

import io.ringcast.protocol.reservation.Status;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * One server's answer, whether it was the first or not.
 *
 * @param server its name
 * @param from where it answered from
 * @param index the position in the servers' log at which the outcome was computed
 * @param attempt which attempt it answers
 * @param status how the command ended there
 * @param latency since the first datagram of the command
 * @param equal false if it contradicts an earlier answer: the servers have diverged
 */
public record ReceivedReply(
        String server,
        InetSocketAddress from,
        long index,
        int attempt,
        Status status,
        Duration latency,
        boolean equal) {}
