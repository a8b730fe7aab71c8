package io.ringcast.protocol.transport;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.Decoded;
import io.ringcast.protocol.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The smallest protocol: a datagram is text, and text that begins with "bad" is malformed, as is what no protocol takes for
 * a message: a signed datagram, or a notice.
 */
public final class TextCodec implements MessageCodec<String> {
    private final boolean severalShare;

    /** Each message has a datagram of its own. */
    public TextCodec() {
        this(false);
    }

    /** Several messages may share a datagram, or not. */
    public TextCodec(boolean severalShare) {
        this.severalShare = severalShare;
    }

    @Override
    public boolean maySeveralShareADatagram() {
        return severalShare;
    }

    @Override
    public byte[] encode(String message) {
        return message.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Decoded<String> decode(byte[] datagram) {
        String text = new String(datagram, StandardCharsets.UTF_8);
        boolean isMessage =
                !text.isEmpty() && Stream.of("bad", "eyJ", "{\"v\":").noneMatch(text::startsWith);
        return datagram.length > maxBytes() || !isMessage
                ? new Decoded.Malformed<>("text does not begin with 'bad'", null)
                : new Decoded.Message<>(text);
    }

    @Override
    public String typeOf(String message) {
        return "text";
    }

    /** A message of the form "id:text" belongs to a request. */
    @Override
    public @Nullable RequestId idOf(String message) {
        int colon = message.indexOf(':');
        return colon < 0 ? null : RequestId.parse(message.substring(0, colon)).orElse(null);
    }

    @Override
    public int maxBytes() {
        return 1400;
    }
}
