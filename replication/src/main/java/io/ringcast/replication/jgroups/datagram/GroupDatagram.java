package io.ringcast.replication.jgroups.datagram;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A datagram among servers: 2 bytes of JGroups's version, 1 of flags, one message.
 *
 * <p>With a secret, that is a message without any header but the transport's, whose payload is the sealed message.
 */
public final class GroupDatagram {
    /** JGroups bundles no messages here, so the flag for a list of them is never set. */
    private static final int MULTICAST = 1 << 1;

    private static final int PREAMBLE_BYTES = Short.BYTES + Byte.BYTES;
    private static final int GROUP_NAME_SHOWN = 64;

    private final byte[] bytes;
    private final GroupMessage message;

    private GroupDatagram(byte[] bytes, GroupMessage message) {
        this.bytes = bytes;
        this.message = message;
    }

    /**
     * Checks a datagram.
     *
     * @throws RefusedException if it is none that a server of this or another group sends
     */
    public static GroupDatagram check(short version, byte[] bytes, int offset, int length) throws RefusedException {
        var in = new ByteReader(bytes, offset, length);
        if (in.int16() != version) {
            throw new RefusedException("it is of another version");
        }
        int flags = in.unsignedByte();
        GroupMessage message = GroupMessage.check(bytes, offset + PREAMBLE_BYTES, length - PREAMBLE_BYTES);
        if (flags != (message.isMulticast() ? MULTICAST : 0)) {
            throw new RefusedException("its flags do not fit its destination");
        }
        return new GroupDatagram(bytes, message);
    }

    /** What JGroups may read, or the envelope of it. */
    public GroupMessage message() {
        return message;
    }

    /** Whether the sender's group has this name. */
    public boolean isOf(byte[] groupName) {
        Headers headers = message.headers();
        int offset = headers.groupNameOffset();
        return offset >= 0
                && Arrays.equals(bytes, offset, offset + headers.groupNameLength(), groupName, 0, groupName.length);
    }

    /** The name of the sender's group, for people. */
    public String groupName() {
        Headers headers = message.headers();
        int length = Math.min(GROUP_NAME_SHOWN, headers.groupNameLength());
        return headers.groupNameOffset() < 0
                ? ""
                : new String(bytes, headers.groupNameOffset(), length, StandardCharsets.ISO_8859_1)
                        .replaceAll("[^ -~]", "?");
    }

    /** Whether it has at most a header of the transport, and perhaps a sealed message. */
    public boolean isEnvelope() {
        return message.isBare();
    }

    /** The sealed message, if it is an envelope. */
    public ByteBuffer sealed() {
        int begin = message.payloadOffset() + Integer.BYTES;
        return ByteBuffer.wrap(bytes, begin, message.bodyOffset() + message.bodyLength() - begin);
    }

    /**
     * Puts a sealed message into an envelope: with the addresses and flags of the message, and the name of the group.
     *
     * @param datagram with the message in the open, as JGroups has written it
     * @param seal of the message from its kind on
     */
    public static byte[] envelope(byte[] datagram, int offset, int length, byte[] groupName, Sealing seal)
            throws RefusedException {
        GroupMessage open = GroupMessage.check(datagram, offset + PREAMBLE_BYTES, length - PREAMBLE_BYTES);
        int begin = offset + PREAMBLE_BYTES;
        byte[] sealed = seal.seal(ByteBuffer.wrap(datagram, begin, length - PREAMBLE_BYTES));
        int addressing = open.addressesEnd() - open.bodyOffset();
        int headerBytes = 4 * Short.BYTES + groupName.length + Byte.BYTES;
        return ByteBuffer.allocate(
                        PREAMBLE_BYTES + Short.BYTES + addressing + headerBytes + Integer.BYTES + sealed.length)
                .put(datagram, offset, PREAMBLE_BYTES)
                .putShort(GroupMessage.BYTES)
                .put(datagram, open.bodyOffset(), addressing)
                .putShort((short) 1)
                .putShort(Headers.TRANSPORT)
                .putShort(Headers.TRANSPORT_HEADER)
                .putShort((short) groupName.length)
                .put(groupName)
                .put((byte) 0)
                .putInt(sealed.length)
                .put(sealed)
                .array();
    }

    /** Encrypts a message. */
    @FunctionalInterface
    public interface Sealing {
        /** The sealed bytes of the message. */
        byte[] seal(ByteBuffer message);
    }
}
