package io.ringcast.replication.jgroups;

import io.ringcast.foundation.JavaSerialization;
import io.ringcast.foundation.lab.LabNetwork;
import io.ringcast.replication.api.ReplicaObserver;
import io.ringcast.replication.group.Group;
import io.ringcast.replication.group.GroupException;
import io.ringcast.replication.group.GroupRefusedException;
import io.ringcast.replication.group.GroupSettings;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberAttributes;
import io.ringcast.replication.group.MemberId;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FRAG2;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;
import org.jgroups.util.ExtendedUUID;
import org.jgroups.util.UUID;
import org.jgroups.util.Util;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The replicas' group on JGroups over UDP multicast. */
public final class JGroupsGroup implements Group {
    private static final Logger log = LoggerFactory.getLogger(JGroupsGroup.class);

    /**
     * Longer than any message of ours except parts of a snapshot, so that most messages share a datagram with others.
     */
    private static final int FRAGMENT_BYTES = 8_000;

    /** How many bytes may be under way to a member before the sender waits: some seconds of a busy service. */
    private static final int CREDITS_BYTES = 8_000_000;

    /** How often a member asks for lost messages and announces the number of its last one. */
    private static final int REPEAT_MILLIS = 100;

    /**
     * How often a member announces the number of its last message while it sends no other. By default JGroups does so
     * once: if that announcement was lost as well, a view or a request waited until its sender had something else to
     * send.
     */
    private static final int LAST_NUMBER_REPEATS = 50;

    /**
     * How often a server reports that another one's connection has closed, until a view shows that the report was
     * received.
     */
    private static final int SUSPICION_REPEAT_MILLIS = 200;

    /**
     * How long a server tries to connect to the neighbour that it is to watch; a view waits for that. The first packet
     * may be lost, and TCP repeats it after a second. A neighbour that could not be connected to is asked whether it is
     * alive, and then tried again.
     */
    private static final int CONNECT_MILLIS = 300;

    /** How long a merge waits for each leader that any member knows of; one of them may have crashed. */
    private static final int MERGE_MILLIS = 2_000;

    private static final String HELD =
            ". Another program holds this UDP port, which the servers share among themselves: end"
                    + " that program, or choose another port for all of them";

    private static final int SOCKET_BUFFER_BYTES = 4_000_000;

    private static final String NAME_KEY = "name";

    /** Short, since every message carries it. */
    private static final String ATTRIBUTES_KEY = "a";

    /** The group's name is not sealed: by it, servers with a secret and servers without recognize each other. */
    private static final String OPEN_GROUP = "ringcast";

    private static final String SEALED_GROUP = "ringcast with a secret";

    static {
        // Logs show a member's name. The default is the name and all that the address carries, unreadable bytes
        // included.
        ExtendedUUID.setPrintFunction(address -> member(address).name().replaceAll("\\p{Cntrl}", "?"));
        JavaSerialization.refuse(); // JGroups can read serialized objects from the network.
    }

    private final GroupSettings settings;
    private final JChannel channel;
    private volatile @Nullable GroupRefusedException refusal;
    private volatile @Nullable Listener listener;
    private final Map<String, Address> addresses = new ConcurrentHashMap<>();
    private final Map<Address, MemberId> members = new ConcurrentHashMap<>();

    public JGroupsGroup(GroupSettings settings, ReplicaObserver<?> observer) {
        this.settings = settings;
        // JGroups would refuse an address that the host has got since it started.
        Util.resetCachedAddresses(true, true);
        try {
            List<Protocol> stack = stack(settings, observer);
            int membership = IntStream.range(0, stack.size())
                    .filter(i -> stack.get(i) instanceof GMS)
                    .findFirst()
                    .orElseThrow();
            stack.add(
                    membership,
                    new Admission(settings.attributes(), settings.options(), JGroupsGroup::member, this::refused));
            this.channel = new JChannel(stack);
        } catch (Exception e) {
            throw new GroupException(
                    "The replicas' group cannot be set up on %s: %s"
                            .formatted(settings.address().bindAddress().getHostAddress(), e.getMessage()),
                    e);
        }
        channel.setName(settings.name());
        channel.setDiscardOwnMessages(true);
        // They travel in the address, so that every member knows them from the first view on.
        channel.addAddressGenerator(() -> ExtendedUUID.randomUUID(settings.name())
                .put(NAME_KEY, settings.name().getBytes(StandardCharsets.UTF_8))
                .put(ATTRIBUTES_KEY, settings.attributes().encode()));
    }

    /** The protocols, the transport first. */
    static List<Protocol> stack(GroupSettings settings, ReplicaObserver<?> observer) throws Exception {
        var refusals = new Refusals(observer);
        Seal seal = settings.address().key() == null
                ? null
                : new Seal(settings.address().key(), InstantSource.system());
        return stack(settings, new GroupUdp(groupName(settings), seal, refusals), refusals);
    }

    /** The protocols above a transport of the group. */
    static List<Protocol> stack(GroupSettings settings, GroupUdp udp, Refusals refusals) throws Exception {
        long silence = settings.suspectAfter().toMillis();
        udp.setMulticastAddress(settings.address().multicastAddress());
        udp.setMulticastPort(settings.address().multicastPort());
        udp.setMulticastTTL(settings.address().timeToLive());
        udp.setBindAddress(settings.address().bindAddress());
        udp.setMcastRecvBufSize(SOCKET_BUFFER_BYTES);
        udp.setUcastRecvBufSize(SOCKET_BUFFER_BYTES);
        udp.setMcastSendBufSize(SOCKET_BUFFER_BYTES);
        udp.setUcastSendBufSize(SOCKET_BUFFER_BYTES);
        // Few threads between one replica and the next, since each is a wait for a processor: what arrives is only put
        // into a queue, and what is sent has been gathered by the replica before.
        udp.useVirtualThreads(false);
        udp.deliverBy(new DirectDelivery());
        LabNetwork lab = settings.address().lab();
        if (lab != null) {
            udp.passThrough(lab);
        }
        var neighbours = new NeighbourWatch(refusals);
        neighbours
                .setBindAddress(settings.address().bindAddress())
                .setSuspectMsgInterval(SUSPICION_REPEAT_MILLIS)
                .setValue("connect_timeout", CONNECT_MILLIS);
        return new ArrayList<>(List.of(
                udp,
                new GroupDiscovery(),
                new MERGE3().setMinInterval(500).setMaxInterval(1_500),
                neighbours,
                new FD_ALL3().setTimeout(silence).setInterval(Math.max(1, silence / 5)),
                new RepeatedVerification(neighbours::ports).setTimeout(Math.max(1, silence * 3 / 8)),
                new MessageWindow.OfMulticasts(refusals)
                        .logDiscardMessages(false)
                        .logNotFoundMessages(false)
                        .setResendLastSeqnoMaxTimes(LAST_NUMBER_REPEATS)
                        .setXmitInterval(REPEAT_MILLIS),
                new MessageWindow.OfUnicasts(refusals).logNotFoundMsgs(false).setXmitInterval(REPEAT_MILLIS),
                new STABLE().setDesiredAverageGossip(10_000).setMaxBytes(4_000_000),
                new GMS().setJoinTimeout(1_000).setMergeTimeout(MERGE_MILLIS).printLocalAddress(false),
                new UFC().setMaxCredits(CREDITS_BYTES),
                new MFC().setMaxCredits(CREDITS_BYTES),
                new FRAG2().setFragSize(FRAGMENT_BYTES)));
    }

    private static String groupName(GroupSettings settings) {
        return settings.address().key() == null ? OPEN_GROUP : SEALED_GROUP;
    }

    @Override
    public MemberId join(Listener listener) {
        this.listener = listener;
        channel.setReceiver(new Receiver() {
            @Override
            public void receive(Message message) {
                MemberId known = members.get(message.getSrc());
                listener.delivered(known == null ? member(message.getSrc()) : known, bytes(message));
            }

            @Override
            public void viewAccepted(View view) {
                Map<String, Address> present = new HashMap<>();
                view.getMembers().forEach(address -> {
                    present.put(id(address), address);
                    members.put(address, member(address));
                });
                addresses.putAll(present);
                addresses.keySet().retainAll(present.keySet());
                members.keySet().retainAll(present.values());
                tellWhetherTooMany(view.size());
                String viewId = id(view.getViewId().getCreator()) + "|"
                        + view.getViewId().getId();
                listener.viewInstalled(new GroupView(
                        viewId,
                        view.getMembers().stream().map(JGroupsGroup::member).toList()));
            }
        });
        try {
            channel.connect(groupName(settings));
        } catch (Exception e) {
            GroupRefusedException refused = refusal;
            if (refused != null) {
                throw refused;
            }
            throw new GroupException(
                    "The replicas' group %s:%d cannot be joined: %s%s"
                            .formatted(
                                    settings.address().multicastAddress().getHostAddress(),
                                    settings.address().multicastPort(),
                                    e.getMessage(),
                                    e instanceof BindException ? HELD : ""),
                    e);
        }
        return member(channel.getAddress());
    }

    private void refused(GroupRefusedException reason) {
        refusal = reason;
        Listener told = listener;
        if (told != null) {
            told.refused(reason);
        }
    }

    private void tellWhetherTooMany(int members) {
        int servers = settings.attributes().servers();
        if (servers > 0 && members > servers) {
            log.warn(
                    "{} servers are in the group, and {} is {}: its majority is none of {}. Stop those that"
                            + " are too many.",
                    members,
                    settings.options().servers(),
                    servers,
                    members);
        }
    }

    @Override
    public void abandonJoin() {
        GMS membership = channel.getProtocolStack().findProtocol(GMS.class);
        membership.setMaxJoinAttempts(1); // It looks at this after each attempt.
    }

    private static byte[] bytes(Message message) {
        byte[] bytes = new byte[message.getLength()];
        System.arraycopy(message.getArray(), message.getOffset(), bytes, 0, bytes.length);
        return bytes;
    }

    static MemberId member(Address address) {
        String id = id(address);
        if (!(address instanceof ExtendedUUID extended)) {
            return new MemberId(id, id);
        }
        byte[] name = extended.get(NAME_KEY);
        return new MemberId(
                id,
                name == null ? id : new String(name, StandardCharsets.UTF_8),
                MemberAttributes.decode(extended.get(ATTRIBUTES_KEY)));
    }

    private static String id(Address address) {
        return ((UUID) address).toStringLong();
    }

    @Override
    public void send(MemberId to, byte[] message) {
        Address address = addresses.get(to.id());
        if (address != null) {
            send(new BytesMessage(address, message));
        }
    }

    @Override
    public void broadcast(byte[] message) {
        send(new BytesMessage(null, message));
    }

    private void send(Message message) {
        try {
            channel.send(message);
        } catch (Exception e) {
            throw new GroupException("The replicas' group takes no message: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        channel.close();
    }
}
