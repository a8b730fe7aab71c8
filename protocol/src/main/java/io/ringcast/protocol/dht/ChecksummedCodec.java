package io.ringcast.protocol.dht;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.Decoded;
import io.ringcast.protocol.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Adds to each datagram a checksum of everything before it, as the last field: {@code …,"crc":"1a2b3c4d"}}. UDP's own
 * checksum has 16 bits and may be absent over IPv4; a frame with a changed digit would connect a ring wrongly,
 * unnoticed. A datagram without the field is accepted too, so that one can be written by hand.
 *
 * @param <M> the protocol's messages
 */
final class ChecksummedCodec<M> implements MessageCodec<M> {
    private static final byte[] LABEL = ",\"crc\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\"}".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGITS = 8;
    private static final int SUFFIX = LABEL.length + DIGITS + END.length;

    private final MessageCodec<M> plain;

    ChecksummedCodec(MessageCodec<M> plain) {
        this.plain = plain;
    }

    @Override
    public byte[] encode(M message) {
        byte[] object = plain.encode(message);
        int body = object.length - 1;
        byte[] datagram = Arrays.copyOf(object, body + SUFFIX);
        System.arraycopy(LABEL, 0, datagram, body, LABEL.length);
        System.arraycopy(checksum(object, body), 0, datagram, body + LABEL.length, DIGITS);
        System.arraycopy(END, 0, datagram, body + LABEL.length + DIGITS, END.length);
        return datagram;
    }

    @Override
    public Decoded<M> decode(byte[] datagram) {
        int body = datagram.length - SUFFIX;
        if (body < 1 || !holds(datagram, body, LABEL) || !holds(datagram, datagram.length - END.length, END)) {
            return plain.decode(datagram);
        }
        int digits = body + LABEL.length;
        if (!Arrays.equals(checksum(datagram, body), 0, DIGITS, datagram, digits, digits + DIGITS)) {
            return new Decoded.Malformed<>("the checksum is the CRC-32C of all bytes before its field", null);
        }
        byte[] object = Arrays.copyOf(datagram, body + 1);
        object[body] = '}';
        return plain.decode(object);
    }

    private static boolean holds(byte[] datagram, int at, byte[] text) {
        return Arrays.equals(datagram, at, at + text.length, text, 0, text.length);
    }

    private static byte[] checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return HexFormat.of().toHexDigits((int) crc.getValue()).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public String typeOf(M message) {
        return plain.typeOf(message);
    }

    @Override
    public @Nullable RequestId idOf(M message) {
        return plain.idOf(message);
    }

    @Override
    public boolean isBackground(M message) {
        return plain.isBackground(message);
    }

    @Override
    public int maxBytes() {
        return plain.maxBytes() + SUFFIX;
    }
}
