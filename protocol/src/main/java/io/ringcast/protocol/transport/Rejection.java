package io.ringcast.protocol.transport;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * A hint from another process that it rejects what this one sends. It is not signed, and anybody can forge it: it may
 * explain a silence to people, and must have no other effect.
 *
 * @param from where it came from
 * @param reason why what was sent is rejected
 * @param receivedNanos when it arrived, by {@link System#nanoTime}
 */
public record Rejection(InetSocketAddress from, RejectionReason reason, long receivedNanos) {
    private static final int BYTES_MAX = 46;

    /** Why a datagram is rejected; what is on the wire, and a sentence for the person who sent it. */
    public enum RejectionReason {
        /** It carries no signature, and the receiver has a secret. */
        UNSIGNED("unsigned", "ringcast.secret is set there, and not here"),
        /** Its signature was made with another secret. */
        WRONG_SIGNATURE("signature", "ringcast.secret is another one there than here"),
        /** Its signature is right, and its time is not the receiver's. */
        STALE("stale", "the clock there differs from the clock here by more than 30 s, or was ahead when it started"),
        /** It is signed, and the receiver has no secret. */
        SIGNED("signed", "ringcast.secret is set here, and not there");

        private final String sentence;
        private final String word;
        private final String text;

        RejectionReason(String word, String sentence) {
            this.word = word;
            this.sentence = sentence;
            this.text = "{\"v\":1,\"type\":\"notice\",\"rejected\":\"%s\"}".formatted(word);
        }

        /** The reason of that name; empty for what needs no hint, such as a duplicated datagram. */
        public static Optional<RejectionReason> named(String word) {
            return Arrays.stream(values())
                    .filter(reason -> reason.word.equals(word))
                    .findFirst();
        }

        /** The hint as a datagram. */
        public byte[] datagram() {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        /** The reason in a hint; empty if the datagram is not one. */
        public static Optional<RejectionReason> read(byte[] datagram) {
            if (datagram.length > BYTES_MAX) {
                return Optional.empty();
            }
            String received = new String(datagram, StandardCharsets.US_ASCII);
            return Arrays.stream(values())
                    .filter(reason -> reason.text.equals(received))
                    .findFirst();
        }
    }

    /** Whether it arrived within a time span up to now. */
    public boolean isWithin(Duration span) {
        return System.nanoTime() - receivedNanos <= span.toNanos();
    }

    /** For the person who waits for an answer. */
    public String sentence() {
        return "%s:%d rejects what this process sends: %s (this hint is not signed)."
                .formatted(from.getAddress().getHostAddress(), from.getPort(), reason.sentence);
    }
}
