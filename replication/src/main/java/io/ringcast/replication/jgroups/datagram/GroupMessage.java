package io.ringcast.replication.jgroups.datagram;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A message of the group whose bytes have been checked: JGroups reads it without allocating more than a small multiple of
 * its length, and without Java's serialization.
 *
 * <p>The bytes: 2 of the kind, 1 which addresses follow, 2 of flags, the addresses, the headers, the payload.
 */
public final class GroupMessage {
    static final short BYTES = 0;
    static final short EMPTY = 2;
    static final short OBJECT = 3;
    static final short LONG = 4;
    static final int HAS_DESTINATION = 1;
    static final int HAS_SOURCE = 1 << 1;
    private static final int NO_PAYLOAD = -1;

    /** The lowest seven but one; a serialized object has the twelfth. */
    private static final int FLAGS = 0b111_0111;

    private final byte[] bytes;
    private final int offset;
    private final int length;
    private final short kind;
    private final int addressesOffset;
    private final int sourceOffset;
    private final int addressesEnd;
    private final boolean multicast;
    private final @Nullable PayloadType content;
    private final Headers headers;
    private final int payloadOffset;

    private GroupMessage(byte[] bytes, int offset, int length) throws RefusedException {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        var in = new ByteReader(bytes, offset, length);
        kind = in.int16();
        int present = in.unsignedByte();
        multicast = (present & HAS_DESTINATION) == 0;
        if ((present & ~HAS_DESTINATION) != HAS_SOURCE) {
            throw new RefusedException("it has no source");
        }
        if ((in.int16() & ~FLAGS) != 0) {
            throw new RefusedException("it has flags that are not in use");
        }
        addressesOffset = in.position();
        if (!multicast) {
            Addresses.memberOrSocket(in);
        }
        sourceOffset = in.position();
        Addresses.member(in);
        addressesEnd = in.position();
        headers = Headers.read(in);
        content = headers.content();
        payloadOffset = in.position();
        payload(in);
        in.requireEnd();
    }

    /**
     * Checks bytes.
     *
     * @throws RefusedException if they are not a message that a server of the group sends
     */
    public static GroupMessage check(byte[] bytes, int offset, int length) throws RefusedException {
        return new GroupMessage(bytes, offset, length);
    }

    /** Which of JGroups's classes of messages it is. */
    public short kind() {
        return kind;
    }

    /** What it is about, and how long it is. */
    @Override
    public String toString() {
        return (content == null ? "ENVELOPE" : content.name()) + " of " + length + " bytes";
    }

    /** The array that has the message. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the bytes after the kind begin. */
    public int bodyOffset() {
        return offset + Short.BYTES;
    }

    /** How many bytes follow the kind. */
    public int bodyLength() {
        return length - Short.BYTES;
    }

    /** Whether it is for all members. */
    public boolean isMulticast() {
        return multicast;
    }

    /** Whether it comes from one and goes to the same members as another one. */
    public boolean hasAddressesOf(GroupMessage other) {
        return multicast == other.multicast
                && Arrays.equals(
                        bytes, addressesOffset, addressesEnd, other.bytes, other.addressesOffset, other.addressesEnd);
    }

    /** Whether no protocol above the transport has added a header, as in the envelope of a sealed message. */
    public boolean isBare() {
        return content == null;
    }

    Headers headers() {
        return headers;
    }

    /** The position of the payload's length, if the payload is bytes. */
    int payloadOffset() {
        return payloadOffset;
    }

    int addressesEnd() {
        return addressesEnd;
    }

    private void payload(ByteReader in) throws RefusedException {
        switch (content) {
            case null -> in.skip(payloadOfBytes(in));
            case REPLICA_MESSAGE, FRAGMENT -> in.skip(payloadOfBytes(in));
            case HEADERS_ONLY -> payloadOfNothing(in);
            case DISCOVERY -> {
                if (kind == EMPTY || in.remaining() == Integer.BYTES) {
                    payloadOfNothing(in);
                } else {
                    payloadOfBytes(in);
                    Payloads.discovery(in, bytes, sourceOffset, addressesEnd);
                }
            }
            case VIEW -> {
                payloadOfBytes(in);
                Payloads.optionalView(in);
            }
            case VIEW_AND_DIGEST -> {
                payloadOfBytes(in);
                Payloads.viewAndDigest(in);
            }
            case MERGE_RESPONSE -> {
                if (kind == EMPTY) {
                    payloadOfNothing(in);
                } else {
                    payloadOfBytes(in);
                    Payloads.viewAndDigest(in);
                }
            }
            case JOIN_RESPONSE -> {
                payloadOfBytes(in);
                Payloads.joinResponse(in);
            }
            case VIEW_ID -> {
                if (kind == EMPTY) {
                    payloadOfNothing(in);
                } else {
                    payloadOfBytes(in);
                    Payloads.optionalViewId(in);
                }
            }
            case MEMBERS -> {
                payloadOfBytes(in);
                Payloads.members(in);
            }
            case MISSING_NUMBERS -> {
                mustBe(OBJECT);
                Payloads.missingNumbers(in);
            }
            case DIGEST -> {
                mustBe(OBJECT);
                Payloads.optionalDigest(in);
            }
            case CREDITS -> {
                mustBe(LONG);
                in.compressed(Long.BYTES);
            }
        }
    }

    /** Bytes that are as many as their length says. */
    private int payloadOfBytes(ByteReader in) throws RefusedException {
        mustBe(BYTES);
        int count = in.int32();
        if (count != in.remaining()) {
            throw new RefusedException("its payload has another length");
        }
        return count;
    }

    private void payloadOfNothing(ByteReader in) throws RefusedException {
        if (kind == BYTES && in.int32() != NO_PAYLOAD) {
            throw new RefusedException("it has a payload");
        }
        if (kind != BYTES) {
            mustBe(EMPTY);
        }
    }

    private void mustBe(short expected) throws RefusedException {
        if (kind != expected) {
            throw new RefusedException("it is a message of a kind that is not in use there");
        }
    }
}
