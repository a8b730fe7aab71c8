package io.ringcast.replication.group;

import io.ringcast.replication.api.MembershipOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a member announces about itself. It is part of the member's address, so every server knows it before the first
 * view.
 *
 * @param level the newest version of the replication's messages and rules that the member understands; 0 is release
 *     0.1.0
 * @param minMembers the member's {@code min-members}; 0 if not announced
 * @param servers how many servers the member's group should have ({@code servers}); 0 if not announced
 */
public record MemberAttributes(int level, int minMembers, int servers) {
    /** The level of this release. */
    public static final int LEVEL = 1;

    /** The attributes of a member of release 0.1.0, which announces none. */
    public static final MemberAttributes NONE = new MemberAttributes(0, 0, 0);

    private static final int BYTES = 3;
    private static final int BYTE_MAX = 255;

    /** Refuses values that do not fit into the address. */
    public MemberAttributes {
        if (level < 0
                || level > BYTE_MAX
                || minMembers < 0
                || minMembers > BYTE_MAX
                || servers < 0
                || servers > BYTE_MAX) {
            throw new IllegalArgumentException("level, minMembers and servers are from 0 to " + BYTE_MAX);
        }
    }

    /**
     * Why a server with these attributes must not be in one group with another; nothing if it may. Members that do not say
     * what their settings are may be in any group: they are of 0.1.0.
     *
     * @param options the service's names of what is compared
     * @return a sentence with {@code %s} for the other one's name
     */
    public Optional<String> objectionTo(MemberAttributes other, MembershipOptions options) {
        if (minMembers == 0 || other.minMembers == 0) {
            return Optional.empty();
        }
        if (servers != 0 && other.servers != 0 && servers != other.servers) {
            return differing(options.servers(), servers, other.servers);
        }
        return minMembers == other.minMembers
                ? Optional.empty()
                : differing(options.minMembers(), minMembers, other.minMembers);
    }

    private static Optional<String> differing(String option, int here, int there) {
        return Optional.of("%s is %d here and %d at %%s.".formatted(option, here, there));
    }

    /** One byte each, in the order of the components. */
    public byte[] encode() {
        return new byte[] {(byte) level, (byte) minMembers, (byte) servers};
    }

    /** Ignores further bytes, which a later release may add. Fewer bytes count as none. */
    public static MemberAttributes decode(byte @Nullable [] bytes) {
        return bytes == null || bytes.length < BYTES
                ? NONE
                : new MemberAttributes(
                        Byte.toUnsignedInt(bytes[0]), Byte.toUnsignedInt(bytes[1]), Byte.toUnsignedInt(bytes[2]));
    }
}
