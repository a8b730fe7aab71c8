package io.ringcast.replication.jgroups.datagram;

/** Addresses as JGroups writes them: of members (UUIDs that carry the server's name) and of sockets. */
final class Addresses {
    private static final int NULL = 1;
    private static final int UUID = 1 << 1;
    private static final int SOCKET = 1 << 4;
    private static final int OTHER = 0;
    private static final short EXTENDED_UUID = 12;
    private static final int UUID_BYTES = 16;
    private static final int KEYS_MAX = 16;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final int SCOPE_BYTES = 4;
    private static final int PORT_BYTES = 2;

    private Addresses() {}

    static void member(ByteReader in) throws RefusedException {
        member(in, in.unsignedByte());
    }

    static void memberOrNone(ByteReader in) throws RefusedException {
        int kind = in.unsignedByte();
        if (kind != NULL) {
            member(in, kind);
        }
    }

    static void socketOrNone(ByteReader in) throws RefusedException {
        int kind = in.unsignedByte();
        if (kind == SOCKET) {
            socket(in);
        } else if (kind != NULL) {
            throw new RefusedException("an address is not of a socket");
        }
    }

    /** What a message may be sent to. */
    static void memberOrSocket(ByteReader in) throws RefusedException {
        int kind = in.unsignedByte();
        if (kind == SOCKET) {
            socket(in);
        } else {
            member(in, kind);
        }
    }

    /** A list of members, and how many they are; -1 if there is no list. */
    static int members(ByteReader in) throws RefusedException {
        int count = in.int16();
        for (int i = 0; i < count; i++) {
            member(in);
        }
        return count;
    }

    private static void member(ByteReader in, int kind) throws RefusedException {
        if (kind == UUID) {
            in.skip(UUID_BYTES);
        } else if (kind == OTHER && in.int16() == EXTENDED_UUID) {
            in.skip(UUID_BYTES);
            extension(in);
        } else {
            throw new RefusedException("an address is not of a member");
        }
    }

    private static void extension(ByteReader in) throws RefusedException {
        if (in.compressed(Integer.BYTES) != 0) {
            throw new RefusedException("an address has flags");
        }
        int keys = in.unsignedByte();
        if (keys > KEYS_MAX) {
            throw new RefusedException("an address has too many keys");
        }
        for (int i = 0; i < keys; i++) {
            in.skip(in.unsignedByte());
            in.skip(in.unsignedByte());
        }
    }

    private static void socket(ByteReader in) throws RefusedException {
        switch (in.unsignedByte()) {
            case IPV4_BYTES -> in.skip(IPV4_BYTES + PORT_BYTES);
            case IPV6_BYTES -> in.skip(IPV6_BYTES + SCOPE_BYTES + PORT_BYTES);
            default -> throw new RefusedException("an address is neither IPv4 nor IPv6");
        }
    }
}
