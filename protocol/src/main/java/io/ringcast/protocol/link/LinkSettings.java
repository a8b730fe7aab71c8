package io.ringcast.protocol.link;

import java.time.Duration;

/**
 * How a link behaves; both ends of a ring use the same.
 *
 * @param windowFrames most frames in flight; they must fit the receiver's socket buffer
 * @param frameBytes most bytes of messages in a frame, unless a single message is larger
 * @param acknowledgeEvery frames after which an acknowledgement is sent at once
 * @param acknowledgeAfter longest time for which an acknowledgement is held back
 * @param retransmitMin shortest time after which a frame is sent again; longer than {@code acknowledgeAfter}
 * @param retransmitMax longest time between two transmissions of a frame
 * @param silenceMax how long the other end may leave frames unacknowledged before the link is broken
 */
public record LinkSettings(
        int windowFrames,
        int frameBytes,
        int acknowledgeEvery,
        Duration acknowledgeAfter,
        Duration retransmitMin,
        Duration retransmitMax,
        Duration silenceMax) {
    /** Checks the ranges. */
    public LinkSettings {
        if (windowFrames < 1 || frameBytes < 1 || acknowledgeEvery < 1) {
            throw new IllegalArgumentException("window, frame size and acknowledgement interval are at least 1");
        }
        if (acknowledgeAfter.compareTo(retransmitMin) >= 0 || retransmitMin.compareTo(retransmitMax) > 0) {
            throw new IllegalArgumentException("acknowledgeAfter < retransmitMin <= retransmitMax");
        }
    }

    /** 64 frames of up to 1,250 bytes of messages; broken after ten seconds of silence. */
    public static LinkSettings standard() {
        return new LinkSettings(
                64,
                1_250,
                16,
                Duration.ofMillis(5),
                Duration.ofMillis(30),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10));
    }

    /** The same with another limit of silence. */
    public LinkSettings withSilenceMax(Duration silence) {
        return new LinkSettings(
                windowFrames, frameBytes, acknowledgeEvery, acknowledgeAfter, retransmitMin, retransmitMax, silence);
    }
}
