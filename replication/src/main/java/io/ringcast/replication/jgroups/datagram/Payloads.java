package io.ringcast.replication.jgroups.datagram;

import java.util.Arrays;

/** Checks what the protocols of the stack send as payload. Each method reads to the end of what its name says. */
final class Payloads {
    private static final short SEQUENCE_NUMBERS = 15;
    private static final short DIGEST = 9;
    private static final short MUTABLE_DIGEST = 10;
    private static final int DIGEST_PRESENT = 1 << 1;

    private Payloads() {}

    /** What the sender announces in a discovery. */
    static void discovery(ByteReader in, byte[] bytes, int sourceOffset, int sourceEnd) throws RefusedException {
        int count = in.int32();
        for (int i = 0; i < count; i++) {
            int begin = in.position();
            Addresses.member(in);
            if (!Arrays.equals(bytes, begin, in.position(), bytes, sourceOffset, sourceEnd)) {
                throw new RefusedException("it speaks for another member");
            }
            in.skip(Byte.BYTES);
            in.optionalText();
            Addresses.socketOrNone(in);
            Addresses.members(in);
        }
    }

    /** A view that came from a merge has further parts, though the first part has the format of any view. */
    static void optionalView(ByteReader in) throws RefusedException {
        if (in.flag()) {
            int members = view(in);
            if (in.remaining() > 0) {
                subgroups(members, in);
            }
        }
    }

    static void optionalViewId(ByteReader in) throws RefusedException {
        if (in.flag()) {
            viewId(in);
        }
    }

    static void viewId(ByteReader in) throws RefusedException {
        Addresses.member(in);
        in.compressed(Long.BYTES);
    }

    static void members(ByteReader in) throws RefusedException {
        Addresses.members(in);
    }

    static void viewAndDigest(ByteReader in) throws RefusedException {
        final int viewPresent = 1;
        final int mergeView = 1 << 2;
        final int deltaView = 1 << 3;
        final int addressesPresent = 1 << 4;
        int flags = in.int16();
        if ((flags & ~(viewPresent | mergeView | DIGEST_PRESENT | deltaView | addressesPresent)) != 0) {
            throw new RefusedException("a view has unknown flags");
        }
        int members = -1;
        if ((flags & viewPresent) != 0) {
            members = switch (flags & (mergeView | deltaView)) {
                case 0 -> view(in);
                case mergeView -> mergeView(in);
                case deltaView -> deltaView(in);
                default -> throw new RefusedException("a view is of two kinds");
            };
        }
        if ((flags & DIGEST_PRESENT) != 0) {
            if ((flags & addressesPresent) != 0) {
                digest(in);
            } else {
                digestOf(members, in);
            }
        }
    }

    static void joinResponse(ByteReader in) throws RefusedException {
        final int viewPresent = 1;
        final int failurePresent = 1 << 2;
        final int mergeViewPresent = 1 << 3;
        if (!in.flag()) {
            return;
        }
        int flags = in.unsignedByte();
        if ((flags & ~(viewPresent | failurePresent | DIGEST_PRESENT | mergeViewPresent)) != 0) {
            throw new RefusedException("an answer to a joiner has unknown flags");
        }
        int members = -1;
        if ((flags & mergeViewPresent) != 0) {
            members = mergeView(in);
        } else if ((flags & viewPresent) != 0) {
            members = view(in);
        }
        if ((flags & DIGEST_PRESENT) != 0) {
            digestOf(members, in);
        }
        if ((flags & failurePresent) != 0) {
            in.text();
        }
    }

    /** A bitmap of numbers that are missing, the lowest one's number before it. */
    static void missingNumbers(ByteReader in) throws RefusedException {
        if (in.unsignedByte() != 1 || in.int16() != SEQUENCE_NUMBERS) {
            throw new RefusedException("an object is not a list of numbers");
        }
        int bits = in.int32();
        in.skip(Long.BYTES);
        if (bits < 1) {
            throw new RefusedException("a list of numbers is empty");
        }
        in.skip(((bits - 1) / Long.SIZE + 1) * Long.BYTES);
    }

    static void optionalDigest(ByteReader in) throws RefusedException {
        if (in.flag()) {
            short kind = in.int16();
            if (kind != DIGEST && kind != MUTABLE_DIGEST) {
                throw new RefusedException("an object is not a digest");
            }
            digest(in);
        }
    }

    private static int view(ByteReader in) throws RefusedException {
        viewId(in);
        int members = Addresses.members(in);
        if (members < 1) {
            throw new RefusedException("a view has no members");
        }
        return members;
    }

    private static int mergeView(ByteReader in) throws RefusedException {
        int members = view(in);
        subgroups(members, in);
        return members;
    }

    private static void subgroups(int members, ByteReader in) throws RefusedException {
        int groups = in.int16();
        for (int i = 0; i < groups; i++) {
            memberOf(members, in);
            in.skip(Long.BYTES);
            int size = in.int16();
            if (size < 0) {
                throw new RefusedException("a view has no members");
            }
            for (int j = 0; j < size; j++) {
                memberOf(members, in);
            }
        }
    }

    private static void memberOf(int members, ByteReader in) throws RefusedException {
        int index = in.int16();
        if (index >= members) {
            throw new RefusedException("a view names a member that it does not have");
        }
        if (index < 0) {
            Addresses.member(in);
        }
    }

    /** How a view differs from the one before. It does not tell how many members that has. */
    private static int deltaView(ByteReader in) throws RefusedException {
        viewId(in);
        viewId(in);
        int left = Addresses.members(in);
        int joined = Addresses.members(in);
        if (left < 0 || joined < 0) {
            throw new RefusedException("a view does not say how it differs");
        }
        return -1;
    }

    private static void digest(ByteReader in) throws RefusedException {
        int members = Addresses.members(in);
        if (members < 0) {
            throw new RefusedException("a digest has no members");
        }
        sequences(members, in);
    }

    private static void digestOf(int members, ByteReader in) throws RefusedException {
        if (members < 0 || in.int16() != members) {
            throw new RefusedException("a digest is of another view");
        }
        sequences(members, in);
    }

    private static void sequences(int members, ByteReader in) throws RefusedException {
        for (int i = 0; i < members; i++) {
            in.compressedPair();
        }
    }
}
