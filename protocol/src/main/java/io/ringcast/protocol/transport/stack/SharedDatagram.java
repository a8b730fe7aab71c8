package io.ringcast.protocol.transport.stack;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several messages in one datagram: each a JSON object as it would be alone, with a newline between one's closing brace
 * and the next one's opening brace. Inside an object the three characters never follow each other, so a single object
 * is never mistaken for several, however it is formatted.
 */
final class SharedDatagram {
    /** Limits how much work one datagram can cause. */
    static final int MESSAGES_MAX = 16;

    private static final int NEWLINE_BYTES = 1;

    private SharedDatagram() {}

    /** The size of a datagram with one more message. */
    static int bytesWith(int bytes, byte[] message) {
        return bytes == 0 ? message.length : bytes + NEWLINE_BYTES + message.length;
    }

    /** Puts messages into a datagram. */
    static byte[] of(List<byte[]> messages) {
        if (messages.size() == 1) {
            return messages.getFirst();
        }
        var datagram = new ByteArrayOutputStream(2048);
        for (byte[] message : messages) {
            if (datagram.size() > 0) {
                datagram.write('\n');
            }
            datagram.writeBytes(message);
        }
        return datagram.toByteArray();
    }

    /**
     * Takes messages out of a datagram.
     *
     * @return what may be messages, in order; the datagram itself if it holds one, or more than {@value #MESSAGES_MAX},
     *     which no codec accepts as one
     */
    static List<byte[]> split(byte[] datagram) {
        int end = endOfMessage(datagram, 0);
        if (end == datagram.length) {
            return List.of(datagram);
        }
        List<byte[]> messages = new ArrayList<>(MESSAGES_MAX);
        int from = 0;
        while (messages.size() < MESSAGES_MAX) {
            messages.add(Arrays.copyOfRange(datagram, from, end));
            if (end == datagram.length) {
                return messages;
            }
            from = end + NEWLINE_BYTES;
            end = endOfMessage(datagram, from);
        }
        return List.of(datagram);
    }

    private static int endOfMessage(byte[] datagram, int from) {
        for (int i = from + 1; i < datagram.length - 1; i++) {
            if (datagram[i] == '\n' && datagram[i - 1] == '}' && datagram[i + 1] == '{') {
                return i;
            }
        }
        return datagram.length;
    }
}
