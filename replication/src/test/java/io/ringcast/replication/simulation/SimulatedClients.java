package io.ringcast.replication.simulation;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.api.ReturnAddress;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.core.ReplicaEffect;
import io.ringcast.replication.simulation.Plan.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Clients that ask one command after the other, repeat it, give up, and write down the outcomes. */
final class SimulatedClients<S, C, O> {
    private static final int CLIENTS = 4;
    private static final int ATTEMPTS_MAX = 5;
    private static final int ATTEMPTS_TO_SETTLE = 1_000;
    /** Reaches the servers of both parts of a split network. */
    private static final int EVERYWHERE = 2;

    private final Plan plan;
    private final Workload<S, C, O> workload;
    private final StateMachine<S, C, O> machine;
    private final SplittableRandom random;
    private final List<Client<C, O>> clients = new ArrayList<>();
    private boolean settling;
    private int names;
    private final Map<RequestId, ClientOperation<C, O>> operations = new LinkedHashMap<>();
    private final Map<RequestId, O> received = new HashMap<>();
    private final List<String> contradictions = new ArrayList<>();

    private static final class Client<C, O> {
        String name;
        int component;
        long sequence;
        int attempt;

        @Nullable
        ClientOperation<C, O> current;

        Client(String name) {
            this.name = name;
        }
    }

    SimulatedClients(Plan plan, Workload<S, C, O> workload, SplittableRandom random) {
        this.plan = plan;
        this.workload = workload;
        this.machine = workload.machine(workload.newestLevel());
        this.random = random;
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new Client<>("c" + names++));
        }
    }

    /** From now on the clients only repeat, until they have all their outcomes. */
    void settle() {
        settling = true;
    }

    /** All that was asked, in this order. */
    List<ClientOperation<C, O>> operations() {
        return List.copyOf(operations.values());
    }

    /** Changes of which a client received two outcomes. */
    List<String> contradictions() {
        return contradictions;
    }

    void split() {
        clients.forEach(c -> c.component = random.nextInt(EVERYWHERE + 1));
    }

    void heal() {
        clients.forEach(c -> c.component = EVERYWHERE);
    }

    boolean areSatisfied() {
        return clients.stream().allMatch(c -> c.current == null);
    }

    /**
     * Any client asks something new or repeats what it asked.
     *
     * @return what it sends to all servers; null if it does nothing
     */
    @Nullable
    Request<C> ask(long now) {
        Client<C, O> client = clients.get(random.nextInt(CLIENTS));
        ClientOperation<C, O> operation = client.current;
        if (operation == null) {
            if (settling) {
                return null;
            }
            operation = next(client, now);
        } else if (random.nextInt(4) != 0) {
            return null;
        }
        if (client.attempt == (settling ? ATTEMPTS_TO_SETTLE : ATTEMPTS_MAX)) {
            client.current = null;
            return null;
        }
        client.attempt++;
        return new Request<>(operation.id(), client.attempt, new ReturnAddress(client.name, 1), operation.command());
    }

    private ClientOperation<C, O> next(Client<C, O> client, long now) {
        if (plan.has(Fault.NEW_CLIENTS) && random.nextInt(4) == 0) {
            client.name = "c" + names++;
            client.sequence = 0;
        }
        client.sequence++;
        client.attempt = 0;
        C command = workload.next(client.name, random);
        var operation = new ClientOperation<C, O>(
                new RequestId(client.name, client.sequence), command, machine.isChange(command), now);
        operations.put(operation.id(), operation);
        client.current = operation;
        return operation;
    }

    boolean reaches(ReturnAddress from, int component) {
        Client<C, O> client = named(from.host());
        return client != null && reaches(client, component);
    }

    private static boolean reaches(Client<?, ?> client, int component) {
        return client.component == EVERYWHERE || client.component == component;
    }

    private @Nullable Client<C, O> named(String name) {
        for (Client<C, O> client : clients) {
            if (client.name.equals(name)) {
                return client;
            }
        }
        return null;
    }

    void answered(int component, ReplicaEffect.Answer<S, O> answer, long now) {
        Client<C, O> client = named(answer.to().host());
        if (client == null || !reaches(client, component) || random.nextInt(10) == 0) {
            return;
        }
        compare(answer);
        ClientOperation<C, O> operation = client.current;
        if (operation != null && operation.id().equals(answer.id())) {
            operation.completed(answer.outcome(), answer.index(), now);
            client.current = null;
            workload.answered(operation);
        }
    }

    /** A change has one outcome, whoever answers and however often. */
    private void compare(ReplicaEffect.Answer<S, O> answer) {
        ClientOperation<C, O> asked = operations.get(answer.id());
        if (asked == null) {
            throw new AssertionError("an answer to nothing: " + answer);
        }
        if (asked.isChange()) {
            O before = received.putIfAbsent(answer.id(), answer.outcome());
            if (before != null && !before.equals(answer.outcome())) {
                contradictions.add("%s: the client received %s and %s".formatted(asked, before, answer.outcome()));
            }
        }
    }
}
