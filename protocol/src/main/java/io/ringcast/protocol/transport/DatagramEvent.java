package io.ringcast.protocol.transport;

import io.ringcast.foundation.RequestId;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message, as it was sent or received; a datagram that several messages share makes several events.
 *
 * @param at when
 * @param endpoint the endpoint's name
 * @param peer where it came from or went to
 * @param type the message's type, or {@link #MALFORMED}, {@link #REJECTED}, {@link #NOTICE} or {@link #UNSENT}
 * @param id the request that the message is or answers, if any
 * @param background whether it is one of those that pass all the time ({@link
 *     io.ringcast.protocol.MessageCodec#isBackground})
 * @param json what it is on the wire, without a signature; shared with the transport: not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Copying each datagram would cost too much: most observers only count.
public record DatagramEvent(
        Instant at,
        String endpoint,
        Direction direction,
        InetSocketAddress peer,
        String type,
        @Nullable RequestId id,
        boolean background,
        byte[] json) {
    /** The type of what arrived and was not a valid message. */
    public static final String MALFORMED = "malformed";

    /** The type of what arrived without a valid, fresh signature. */
    public static final String REJECTED = "rejected";

    /** The type of a hint that datagrams are rejected ({@link Rejection}). */
    public static final String NOTICE = "notice";

    /** The type of what the operating system refused to send. */
    public static final String UNSENT = "unsent";

    /** What was on the wire as text; bytes that are not UTF-8 show as replacement characters. */
    public String text() {
        return new String(json, StandardCharsets.UTF_8);
    }
}
