package io.ringcast.protocol.guard;

import io.ringcast.protocol.network.TransportException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A network: the addresses with a common prefix.
 *
 * @param address one of them
 * @param prefixLength how many of their first bits are the same
 */
record ReplyNetwork(InetAddress address, int prefixLength) {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    /**
     * Reads one, such as {@code 10.1.0.0/16}.
     *
     * @throws TransportException if it is none; the sentence says what would have been right
     */
    static ReplyNetwork parse(String text) {
        int slash = text.indexOf('/');
        if (slash > 0 && LITERAL.matcher(text.substring(0, slash)).matches()) {
            try {
                InetAddress address = InetAddress.getByName(text.substring(0, slash));
                int length = Integer.parseInt(text.substring(slash + 1));
                if (length >= 0 && length <= address.getAddress().length * Byte.SIZE) {
                    return new ReplyNetwork(address, length);
                }
            } catch (UnknownHostException | NumberFormatException e) {
                throw new TransportException(sentence(text), e);
            }
        }
        throw new TransportException(sentence(text));
    }

    private static String sentence(String text) {
        return "ringcast.reply-networks should be networks such as 10.1.0.0/16, separated by commas, and not '" + text
                + "'.";
    }

    boolean contains(InetAddress other) {
        byte[] bits = address.getAddress();
        byte[] others = other.getAddress();
        if (bits.length != others.length) {
            return false;
        }
        int whole = prefixLength / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (bits[i] != others[i]) {
                return false;
            }
        }
        int rest = Byte.SIZE - prefixLength % Byte.SIZE;
        return rest == Byte.SIZE || (bits[whole] & 0xff) >> rest == (others[whole] & 0xff) >> rest;
    }
}
