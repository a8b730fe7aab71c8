package io.ringcast.replication.jgroups.datagram;

import org.jspecify.annotations.Nullable;

/** The headers of one message: only those of our protocol stack, each at most once. */
final class Headers {
    /** Ids of JGroups's protocols, as {@code jg-protocol-ids.xml} has them; the first one is of all transports. */
    static final short TRANSPORT = 57;

    private static final short FRAG2 = 4;
    private static final short PING = 5;
    private static final short GMS = 12;
    private static final short STABLE = 13;
    private static final short MFC = 30;
    private static final short UFC = 31;
    private static final short MERGE3 = 38;
    private static final short NAKACK2 = 41;
    private static final short UNICAST3 = 48;
    private static final short FD_ALL3 = 70;
    private static final short FD_SOCK2 = 71;
    private static final short VERIFY_SUSPECT2 = 72;

    /** The class of its headers. */
    static final short TRANSPORT_HEADER = 60;

    /** Of a message that FRAG2 cut: state parts are the longest, with some hundred kilobytes. */
    private static final int FRAGMENTS_MAX = 8_192;

    private static final int MERGE_ID = 1 << 2;
    private static final int MERGE_REJECTED = 1 << 4;

    private final ByteReader in;
    private boolean reliable;
    private @Nullable PayloadType content;
    private int groupNameOffset = -1;
    private int groupNameLength;

    private Headers(ByteReader in) {
        this.in = in;
    }

    static Headers read(ByteReader in) throws RefusedException {
        var headers = new Headers(in);
        int count = in.int16();
        if (count < 0) {
            throw new RefusedException("its number of headers is negative");
        }
        for (int i = 0; i < count; i++) {
            headers.readOne();
        }
        return headers;
    }

    /** Null: no header but perhaps the transport's. */
    @Nullable
    PayloadType content() {
        return content == null && reliable ? PayloadType.REPLICA_MESSAGE : content;
    }

    /** Where the name of the sender's group stands; -1: it does not say. */
    int groupNameOffset() {
        return groupNameOffset;
    }

    int groupNameLength() {
        return groupNameLength;
    }

    private void readOne() throws RefusedException {
        short protocol = in.int16();
        if (in.int16() != kindOfHeader(protocol)) {
            throw new RefusedException("a header is of a kind that is not in use");
        }
        switch (protocol) {
            case TRANSPORT -> transport();
            case PING -> ping();
            case MERGE3 -> merge3();
            case FD_SOCK2 -> closedConnections();
            case FD_ALL3 -> is(PayloadType.HEADERS_ONLY);
            case VERIFY_SUSPECT2 -> verification();
            case NAKACK2 -> nakack2();
            case UNICAST3 -> unicast3();
            case STABLE -> stable();
            case GMS -> gms();
            case UFC, MFC -> flowControl();
            case FRAG2 -> fragment();
            default -> throw new RefusedException("a header is of a protocol that is not in use");
        }
    }

    /** The ids of the classes of headers, as {@code jg-magic-map.xml} has them. */
    private static short kindOfHeader(short protocol) {
        return switch (protocol) {
            case TRANSPORT -> TRANSPORT_HEADER;
            case PING -> 53;
            case MERGE3 -> 75;
            case FD_SOCK2 -> 93;
            case FD_ALL3 -> 62;
            case VERIFY_SUSPECT2 -> 94;
            case NAKACK2 -> 78;
            case UNICAST3 -> 82;
            case STABLE -> 56;
            case GMS -> 55;
            case UFC, MFC -> 59;
            case FRAG2 -> 52;
            default -> -1;
        };
    }

    private void is(PayloadType what) throws RefusedException {
        if (content != null) {
            throw new RefusedException("its headers contradict each other");
        }
        content = what;
    }

    private void transport() throws RefusedException {
        if (groupNameOffset >= 0) {
            throw new RefusedException("its headers contradict each other");
        }
        groupNameLength = in.int16();
        groupNameOffset = in.position();
        in.skip(groupNameLength);
        if (in.unsignedByte() != 0) {
            throw new RefusedException("it measures round trips, which is not in use");
        }
    }

    private void ping() throws RefusedException {
        type(in, 1, 2);
        in.optionalText();
        in.flag();
        is(PayloadType.DISCOVERY);
    }

    private void merge3() throws RefusedException {
        int type = type(in, 0, 2);
        boolean hasViewId = in.flag();
        if (hasViewId) {
            Payloads.viewId(in);
        }
        if (type == 0 && !hasViewId) {
            throw new RefusedException("it names no view");
        }
        in.optionalText();
        Addresses.socketOrNone(in);
        is(type == 2 ? PayloadType.VIEW : PayloadType.HEADERS_ONLY);
    }

    /** Shared with the TCP connections that {@link FailureDetectionMessage} reads. */
    static int closedConnection(ByteReader header) throws RefusedException {
        int type = type(header, 1, 4);
        int members = header.int32();
        for (int i = 0; i < members; i++) {
            Addresses.member(header);
        }
        header.optionalText();
        Addresses.memberOrNone(header);
        return type;
    }

    private void closedConnections() throws RefusedException {
        if (closedConnection(in) > 2) {
            throw new RefusedException("it belongs in a TCP connection");
        }
        is(PayloadType.HEADERS_ONLY);
    }

    private void verification() throws RefusedException {
        int type = in.int16();
        if (type != 1 && type != 2) {
            throw new RefusedException("a header's type is unknown");
        }
        Addresses.member(in);
        is(PayloadType.HEADERS_ONLY);
    }

    private void nakack2() throws RefusedException {
        switch (type(in, 1, 4)) {
            case 2 -> {
                Addresses.member(in);
                is(PayloadType.MISSING_NUMBERS);
            }
            case 4 -> {
                number(in);
                is(PayloadType.HEADERS_ONLY);
            }
            default -> {
                number(in);
                carries();
            }
        }
    }

    private void unicast3() throws RefusedException {
        switch (type(in, 0, 4)) {
            case 0 -> {
                number(in);
                in.skip(Short.BYTES);
                in.flag();
                carries();
            }
            case 1 -> {
                number(in);
                in.skip(Short.BYTES);
                in.compressed(Integer.BYTES);
                is(PayloadType.HEADERS_ONLY);
            }
            case 2 -> {
                in.compressed(Integer.BYTES);
                is(PayloadType.HEADERS_ONLY);
            }
            case 3 -> is(PayloadType.MISSING_NUMBERS);
            default -> {
                in.skip(Short.BYTES);
                is(PayloadType.HEADERS_ONLY);
            }
        }
    }

    private void carries() throws RefusedException {
        if (reliable) {
            throw new RefusedException("its headers contradict each other");
        }
        reliable = true;
    }

    private void stable() throws RefusedException {
        type(in, 1, 2);
        if (in.flag()) {
            Payloads.viewId(in);
        }
        is(PayloadType.DIGEST);
    }

    private void gms() throws RefusedException {
        int type = type(in, 1, 16);
        int flags = in.int16();
        if ((flags & ~(MERGE_ID | MERGE_REJECTED)) != 0) {
            throw new RefusedException("a header has unknown flags");
        }
        Addresses.memberOrNone(in);
        if ((flags & MERGE_ID) != 0) {
            Addresses.member(in);
            in.skip(Integer.BYTES);
        }
        is(
                switch (type) {
                    case 1, 3, 4, 9, 10, 13 -> PayloadType.HEADERS_ONLY;
                    case 2 -> PayloadType.JOIN_RESPONSE;
                    case 5, 8, 14, 15 -> PayloadType.VIEW_AND_DIGEST;
                    case 6 -> PayloadType.MEMBERS;
                    case 7 -> PayloadType.MERGE_RESPONSE;
                    case 16 -> PayloadType.VIEW_ID;
                    default -> throw new RefusedException("a header's type is unknown");
                });
    }

    private void flowControl() throws RefusedException {
        type(in, 1, 2);
        is(PayloadType.CREDITS);
    }

    private void fragment() throws RefusedException {
        in.compressed(Long.BYTES);
        long index = in.compressed(Integer.BYTES);
        long count = in.compressed(Integer.BYTES);
        if (count > FRAGMENTS_MAX || index >= count) {
            throw new RefusedException("a fragment has no position");
        }
        if (in.flag() || in.int16() != 0) {
            throw new RefusedException("a fragment is of a message that is not bytes");
        }
        is(PayloadType.FRAGMENT);
    }

    private static void number(ByteReader header) throws RefusedException {
        if (header.compressed(Long.BYTES) < 0) {
            throw new RefusedException("a message's number is negative");
        }
    }

    private static int type(ByteReader header, int min, int max) throws RefusedException {
        int type = header.unsignedByte();
        if (type < min || type > max) {
            throw new RefusedException("a header's type is unknown");
        }
        return type;
    }
}
