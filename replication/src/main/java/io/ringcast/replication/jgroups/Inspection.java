package io.ringcast.replication.jgroups;

import io.ringcast.foundation.FreshnessGuard;
import io.ringcast.replication.group.GroupException;
import io.ringcast.replication.jgroups.Refusals.Reason;
import io.ringcast.replication.jgroups.datagram.GroupDatagram;
import io.ringcast.replication.jgroups.datagram.GroupMessage;
import io.ringcast.replication.jgroups.datagram.RefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jgroups.Address;
import org.jgroups.Message;
import org.jgroups.MessageFactory;
import org.jgroups.Version;
import org.jgroups.util.ByteArrayDataInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Checks all that passes between the socket and JGroups: it opens sealed datagrams and lets JGroups read only messages
 * whose bytes have been checked. It counts and drops everything else. Safe for several threads.
 */
final class Inspection {
    private static final String JSON = "{\"";
    private static final String JWS = "eyJ";
    private static final String OF_CLIENTS =
            "it is a client's message: the port that these servers use among themselves is"
                    + " the clients' port of another group. Choose another port for one of the two groups, at least 2 away";

    private final byte[] groupName;
    private final @Nullable Seal seal;
    private final Refusals refusals;
    private final Senders senders = new Senders();

    /** @param seal null in an open group */
    Inspection(String groupName, @Nullable Seal seal, Refusals refusals) {
        this.groupName = groupName.getBytes(StandardCharsets.US_ASCII);
        this.seal = seal;
        this.refusals = refusals;
    }

    /**
     * The message in a datagram.
     *
     * @param from the socket that it came from
     * @param members of the current view
     * @return null if there is none for us
     */
    @Nullable
    Message open(Object from, byte[] bytes, int offset, int length, Collection<Address> members) {
        if (isOfClients(bytes, offset, length)) {
            return refuse(Reason.OTHER_GROUP, from, OF_CLIENTS);
        }
        try {
            GroupDatagram datagram = GroupDatagram.check(Version.version, bytes, offset, length);
            if (!datagram.isOf(groupName)) {
                return refuse(
                        Reason.OTHER_GROUP,
                        from,
                        "it is of a different cluster %s (our cluster is %s)"
                                .formatted(datagram.groupName(), new String(groupName, StandardCharsets.US_ASCII)));
            }
            Message message = seal == null ? inTheOpen(datagram) : sealed(datagram, seal, from);
            return message == null ? null : heard(message, from, members);
        } catch (RefusedException e) {
            return refuse(Reason.MALFORMED, from, String.valueOf(e.getMessage()));
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            return refuse(Reason.MALFORMED, from, "JGroups cannot read it: " + e);
        }
    }

    /** JSON, or a JWS around it. No version of JGroups begins like that. */
    private static boolean isOfClients(byte[] bytes, int offset, int length) {
        String begin = new String(bytes, offset, Math.min(length, JWS.length()), StandardCharsets.US_ASCII);
        return begin.startsWith(JSON) || begin.equals(JWS);
    }

    /** Counts a message in this server's own name that came from elsewhere. */
    void refuseForged(Object from) {
        refuse(Reason.FORGED, from, "it is in this server's own name");
    }

    private @Nullable Message heard(Message message, Object from, Collection<Address> members) {
        Reason reason = senders.refusal(message.getSrc(), from, members);
        if (reason == null) {
            return message;
        }
        return refuse(
                reason,
                from,
                reason == Reason.FORGED
                        ? "its sender has another socket"
                        : "too many senders that are no members are heard already");
    }

    /** The bytes that go to the network for a datagram as JGroups has written it. */
    byte[] envelope(byte[] datagram, int offset, int length, Seal with) {
        try {
            return GroupDatagram.envelope(datagram, offset, length, groupName, with::seal);
        } catch (RefusedException e) {
            throw new GroupException("A message of the replicas' group cannot be sent: " + e.getMessage(), e);
        }
    }

    private static Message inTheOpen(GroupDatagram datagram)
            throws RefusedException, IOException, ClassNotFoundException {
        if (datagram.isEnvelope()) {
            throw new RefusedException("it has no header");
        }
        return read(datagram.message());
    }

    private @Nullable Message sealed(GroupDatagram datagram, Seal with, Object from)
            throws RefusedException, IOException, ClassNotFoundException {
        if (!datagram.isEnvelope()) {
            return refuse(Seal.Reason.WRONG_KEY, from);
        }
        return switch (with.open(datagram.sealed())) {
            case Seal.Opened.Content content -> opened(content.message(), datagram.message(), from);
            case Seal.Opened.Refused refused -> refuse(refused.reason(), from);
        };
    }

    private @Nullable Message opened(ByteBuffer bytes, GroupMessage envelope, Object from)
            throws RefusedException, IOException, ClassNotFoundException {
        GroupMessage message =
                GroupMessage.check(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        // The addresses outside are not sealed, but decide who takes the message for his own.
        if (!message.hasAddressesOf(envelope)) {
            return refuse(Seal.Reason.WRONG_KEY, from);
        }
        if (message.isBare()) {
            throw new RefusedException("it has no header");
        }
        return read(message);
    }

    private static Message read(GroupMessage checked) throws IOException, ClassNotFoundException {
        Message message = MessageFactory.create(checked.kind());
        message.readFrom(new ByteArrayDataInputStream(checked.bytes(), checked.bodyOffset(), checked.bodyLength()));
        return message;
    }

    private @Nullable Message refuse(Seal.Reason reason, Object from) {
        return switch (reason) {
            case WRONG_KEY -> refuse(Reason.WRONG_KEY, from, "it was not sealed with this server's ringcast.secret");
            case STALE ->
                refuse(
                        Reason.STALE,
                        from,
                        "it is old, or the clocks differ by more than " + FreshnessGuard.FRESH.toSeconds() + " s");
            case REPLAYED -> refuse(Reason.REPLAYED, from, "it had been received before");
            case TOO_MANY_SENDERS -> refuse(Reason.STRANGER, from, "too many servers have sent within half a minute");
        };
    }

    private @Nullable Message refuse(Reason reason, Object from, String because) {
        refusals.refuse(reason, from, because);
        return null;
    }
}
