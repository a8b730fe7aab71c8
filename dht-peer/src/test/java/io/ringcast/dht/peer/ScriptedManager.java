package io.ringcast.dht.peer;

import io.ringcast.protocol.dht.ManagerCodec;
import io.ringcast.protocol.dht.ManagerMessage;
import io.ringcast.protocol.dht.ManagerReply;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.protocol.transport.Endpoint;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands in for the manager: grants everything; rings are in the order of registration, the leader first. */
final class ScriptedManager implements AutoCloseable {
    private final Map<String, Member> users = new ConcurrentHashMap<>();
    private final List<String> order = new CopyOnWriteArrayList<>();
    private final List<ManagerRequest> received = new CopyOnWriteArrayList<>();
    private final Endpoint<ManagerMessage> endpoint;
    private volatile List<Member> ring = List.of();
    private volatile boolean silent;
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

    List<Member> ring() {
        return ring;
    }

    /** From now on it does what it is asked, and answers nobody. */
    void fallSilent() {
        silent = true;
    }

    private void received(InetSocketAddress from, ManagerMessage message) {
        if (message instanceof ManagerRequest request) {
            received.add(request);
            List<Member> members = members(request);
            if (!silent) {
                endpoint.send(from, new ManagerReply.Success(request.id(), members, 1, 1, 0));
            }
        }
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
                ring = names.subList(0, r.ring()).stream()
                        .map(name -> Objects.requireNonNull(users.get(name)))
                        .toList();
                yield ring;
            }
            case ManagerRequest.QueryDht r ->
                ring.isEmpty() ? List.of() : List.of(ring.get(Math.floorMod(turn++, ring.size())));
            case ManagerRequest.DhtRebuilt r -> {
                List<Member> smaller = new ArrayList<>(ring);
                smaller.removeIf(member -> member.user().equals(r.user()));
                ring = smaller;
                yield List.of();
            }
            case ManagerRequest.DhtComplete r -> List.of();
            case ManagerRequest.LeaveDht r -> List.of();
            case ManagerRequest.Deregister r -> List.of();
            case ManagerRequest.TeardownDht r -> List.of();
            case ManagerRequest.TeardownComplete r -> List.of();
            case ManagerRequest.DhtFailed r -> List.of();
        };
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
