package io.ringcast.replication.jgroups;

import io.ringcast.foundation.lab.LabNetwork;
import java.io.DataInput;
import java.util.Arrays;
import java.util.List;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.PhysicalAddress;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.UDP;
import org.jgroups.stack.IpAddress;
import org.jgroups.stack.MessageProcessingPolicy;
import org.jspecify.annotations.Nullable;

/**
 * JGroups's transport, with an {@link Inspection}: datagrams are opened and checked before JGroups reads them, and
 * sealed after JGroups has written them. It also reaches a member whose IP address and port are not known yet, by
 * multicast, which all other members ignore; the original drops the message and asks for the address. A protocol that
 * needs an address at once, as {@link org.jgroups.protocols.FD_SOCK2} does to watch its neighbour, waits while the
 * transport asks for it.
 *
 * <p>This matters when packets are lost. A server that has just joined may not know the others' addresses for seconds,
 * nor they its. If it could not ask suspected members whether they are alive, it would consider itself the only one
 * left; and a neighbour that cannot be connected to is suspected.
 */
class GroupUdp extends UDP {
    /** How often the transport asks for an address that a protocol waits for, and how long it waits each time. */
    private static final int QUESTIONS = 10;

    private static final long ANSWERED_WITHIN_MILLIS = 50;

    /** Outside of labs there is one for each socket; a thread may wait for what another one brings. */
    private static final int LAB_THREADS = 4;

    private final Inspection inspection;
    private final @Nullable Seal seal;
    private LabNetwork.@Nullable Way lab;

    /**
     * The transport of a group of this name.
     *
     * @param seal null for an open group
     * @param refusals takes what is dropped
     */
    GroupUdp(String groupName, @Nullable Seal seal, Refusals refusals) {
        setId(ClassConfigurator.getProtocolId(UDP.class));
        setBundlerType("no-bundler"); // A datagram with several messages is refused.
        this.seal = seal;
        this.inspection = new Inspection(groupName, seal, refusals);
    }

    /** Replaces the original, which reads whatever arrives. Called by the threads of the two sockets. */
    @Override
    public void receive(Address sender, byte[] bytes, int offset, int length) {
        if (sender.equals(local_physical_addr)) {
            return; // Our own multicast, which was passed up when it was sent.
        }
        LabNetwork.Way way = lab;
        if (way == null) {
            arrived(sender, bytes, offset, length);
        } else {
            byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length); // The socket's thread uses its own again.
            way.arrived(((IpAddress) sender).getPort(), () -> arrived(sender, copy, 0, length));
        }
    }

    private void arrived(Address sender, byte[] bytes, int offset, int length) {
        Message message = inspection.open(sender, bytes, offset, length, members);
        if (message != null && message.getSrc().equals(local_addr)) {
            inspection.refuseForged(sender);
        } else if (message != null && !unicastDestMismatch(message.getDest())) {
            msg_processing_policy.process(message, message.isFlagSet(Message.Flag.OOB));
            msg_stats.received(message);
        }
    }

    /** Used by TCP transports, in the original. */
    @Override
    public void receive(Address sender, DataInput in, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void doSend(byte[] bytes, int offset, int length, Address to) throws Exception {
        if (seal == null) {
            super.doSend(bytes, offset, length, to);
        } else {
            byte[] sealed = inspection.envelope(bytes, offset, length, seal);
            super.doSend(sealed, 0, sealed.length, to);
        }
    }

    /** Has a lab do something to what arrives, and sends from the ports by which the lab knows this process; call it before the start. */
    void passThrough(LabNetwork network) {
        lab = network.way("group", LAB_THREADS);
        setBindPort(network.firstGroupPort());
        setPortRange(LabNetwork.GROUP_PORTS - 1);
    }

    @Override
    public void destroy() {
        super.destroy();
        LabNetwork.Way way = lab;
        if (way != null) {
            way.close();
        }
    }

    /** Sets which threads pass messages up; call it before the start. */
    void deliverBy(MessageProcessingPolicy policy) {
        message_processing_policy = null; // The name of one; with a name, an object is not looked at.
        msg_processing_policy = policy;
    }

    @Override
    public @Nullable Object down(Event event) {
        Object result = super.down(event);
        if (seal != null) {
            header = null; // The group's name is outside of what is sealed.
        }
        return result == null && event.getType() == Event.GET_PHYSICAL_ADDRESS ? askFor(event.getArg()) : result;
    }

    private @Nullable PhysicalAddress askFor(Address member) {
        PhysicalAddress address = null;
        for (int i = 0; address == null && i < QUESTIONS; i++) {
            fetchResponsesFromDiscoveryProtocol(List.of(member)).waitFor(ANSWERED_WITHIN_MILLIS);
            address = getPhysicalAddressFromCache(member);
        }
        return address;
    }

    @Override
    protected void sendTo(Address to, byte[] bytes, int offset, int length) throws Exception {
        if (to instanceof PhysicalAddress || getPhysicalAddressFromCache(to) != null) {
            super.sendTo(to, bytes, offset, length);
        } else {
            sendToAll(bytes, offset, length);
        }
    }
}
