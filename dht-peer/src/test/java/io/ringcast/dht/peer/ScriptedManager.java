package io.ringcast.dht.peer;

import io.ringcast.protocol.dht.DhtPhase;
import io.ringcast.protocol.dht.ManagerCodec;
import io.ringcast.protocol.dht.ManagerMessage;
import io.ringcast.protocol.dht.ManagerReply;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.PresenceMessage;
import io.ringcast.protocol.dht.Standing;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.protocol.transport.Endpoint;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Stands in for the manager: grants everything; rings are in the order of registration, the leader first. */
final class ScriptedManager implements AutoCloseable {
    private final Map<String, Member> users = new ConcurrentHashMap<>();
    private final List<String> order = new CopyOnWriteArrayList<>();
    private final List<ManagerRequest> received = new CopyOnWriteArrayList<>();
    private final Endpoint<ManagerMessage> endpoint;
    private volatile List<Member> ring = List.of();
    private volatile boolean silent;
    private volatile DhtPhase phase = DhtPhase.NONE;
    private volatile String awaited = "";
    private final AtomicLong epoch = new AtomicLong();
    private int turn;

    ScriptedManager(Datagrams datagrams) {
        endpoint = datagrams.openPort("manager", 0, ManagerCodec.create(), this::received);
    }

    InetSocketAddress address() {
        return endpoint.localAddress();
    }

    List<ManagerRequest> requests() {
        return received;
    }

    Set<String> users() {
        return users.keySet();
    }

    List<Member> ring() {
        return ring;
    }

    /** From now on it does what it is asked, and answers nobody. */
    void fallSilent() {
        silent = true;
    }

    private void received(InetSocketAddress from, ManagerMessage message) {
        switch (message) {
            case ManagerRequest request -> {
                received.add(request);
                List<Member> members = members(request);
                answer(from, new ManagerReply.Success(request.id(), members, 1, 1, epoch.get()));
            }
            case PresenceMessage.Heartbeat heartbeat -> answer(from, presence(heartbeat));
            default -> throw new AssertionError("a peer sends no " + message);
        }
    }

    private void answer(InetSocketAddress to, ManagerMessage message) {
        if (!silent) {
            endpoint.send(to, message);
        }
    }

    private PresenceMessage.Presence presence(PresenceMessage.Heartbeat heartbeat) {
        List<String> members = ring.stream().map(Member::user).toList();
        Standing standing = !users.containsKey(heartbeat.user())
                ? Standing.UNKNOWN
                : !members.contains(heartbeat.user())
                        ? Standing.FREE
                        : members.getFirst().equals(heartbeat.user()) ? Standing.LEADER : Standing.IN_DHT;
        return new PresenceMessage.Presence(
                heartbeat.id(), standing, epoch.get(), phase, heartbeat.user().equals(awaited), 100, List.of());
    }

    /** From now on it knows nobody, as if it had been started anew without its store. */
    void forgetAll() {
        users.clear();
        order.clear();
        ring = List.of();
        phase = DhtPhase.NONE;
        awaited = "";
        epoch.incrementAndGet();
    }

    /** The DHT is no more. */
    void giveUp() {
        decree(DhtPhase.NONE, "", List.of());
    }

    private void decree(DhtPhase next, String waitsFor, List<Member> members) {
        ring = members;
        phase = next;
        awaited = waitsFor;
        epoch.incrementAndGet();
    }

    private List<Member> members(ManagerRequest request) {
        return switch (request) {
            case ManagerRequest.Register r -> {
                // A request that is repeated, because its answer was slow, registers nobody twice.
                if (users.put(r.user(), new Member(r.user(), r.address(), r.ports())) == null) {
                    order.add(r.user());
                }
                yield List.of();
            }
            case ManagerRequest.SetUpDht r -> {
                List<String> names = new ArrayList<>(order);
                names.remove(r.user());
                names.addFirst(r.user());
                List<Member> chosen = names.subList(0, r.ring()).stream()
                        .map(name -> Objects.requireNonNull(users.get(name)))
                        .toList();
                decree(DhtPhase.BUILDING, r.user(), chosen);
                yield ring;
            }
            case ManagerRequest.QueryDht r ->
                ring.isEmpty() ? List.of() : List.of(ring.get(Math.floorMod(turn++, ring.size())));
            case ManagerRequest.DhtRebuilt r -> {
                List<Member> smaller = new ArrayList<>(ring);
                smaller.removeIf(member -> member.user().equals(r.user()));
                decree(DhtPhase.READY, "", smaller);
                yield List.of();
            }
            case ManagerRequest.DhtComplete r -> {
                decree(DhtPhase.READY, "", ring);
                yield List.of();
            }
            case ManagerRequest.LeaveDht r -> {
                decree(DhtPhase.LEAVING, r.user(), ring);
                yield List.of();
            }
            case ManagerRequest.JoinDht r -> {
                decree(DhtPhase.JOINING, r.user(), ring);
                yield ring.subList(0, 1);
            }
            case ManagerRequest.Deregister r -> {
                users.remove(r.user());
                order.remove(r.user());
                yield List.of();
            }
            case ManagerRequest.TeardownDht r -> {
                decree(DhtPhase.TEARING_DOWN, r.user(), ring);
                yield List.of();
            }
            case ManagerRequest.TeardownComplete r -> {
                giveUp();
                yield List.of();
            }
            case ManagerRequest.CopiesHeld r -> List.of();
            case ManagerRequest.DhtFailed r -> {
                giveUp();
                yield List.of();
            }
        };
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
