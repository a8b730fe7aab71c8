package io.ringcast.replication.simulation;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.api.ReturnAddress;
import io.ringcast.replication.core.Effect;
import io.ringcast.replication.simulation.Plan.Fault;
import io.ringcast.replication.simulation.SlotMachine.Command;
import io.ringcast.replication.simulation.SlotMachine.Kind;
import io.ringcast.replication.simulation.SlotMachine.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Clients that ask one command after the other, repeat it, give up, and write down what they were told. */
final class SimulatedClients {
    private static final int CLIENTS = 4;
    private static final List<Kind> KINDS = List.of(Kind.CLAIM, Kind.FREE, Kind.READ);
    private static final int SLOTS = 3;
    private static final int ATTEMPTS_MAX = 5;
    private static final int ATTEMPTS_TO_SETTLE = 1_000;
    /** Reaches the servers of both parts of a split network. */
    private static final int EVERYWHERE = 2;

    private final Plan plan;
    private final SplittableRandom random;
    private final List<Client> clients = new ArrayList<>();
    private int names;
    final SlotHistory history = new SlotHistory();
    private final Map<RequestId, SlotHistory.Operation> operations = new HashMap<>();
    private final Map<RequestId, Outcome> told = new HashMap<>();
    /** Requests of which a client was told two outcomes. */
    final List<String> contradictions = new ArrayList<>();

    private static final class Client {
        String name;
        int component;
        long sequence;
        int attempt;
        SlotHistory.@Nullable Operation current;

        Client(String name) {
            this.name = name;
        }
    }

    SimulatedClients(Plan plan, SplittableRandom random) {
        this.plan = plan;
        this.random = random;
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new Client("c" + names++));
        }
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
    Request<Command> ask(long now, boolean settling) {
        Client client = clients.get(random.nextInt(CLIENTS));
        SlotHistory.Operation operation = client.current;
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
        return new Request<>(operation.id, client.attempt, new ReturnAddress(client.name, 1), operation.command);
    }

    private SlotHistory.Operation next(Client client, long now) {
        if (plan.has(Fault.NEW_CLIENTS) && random.nextInt(4) == 0) {
            client.name = "c" + names++;
            client.sequence = 0;
        }
        client.sequence++;
        client.attempt = 0;
        Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        var command = new Command(kind, "slot" + random.nextInt(SLOTS));
        var operation = history.invoked(new RequestId(client.name, client.sequence), command, now);
        operations.put(operation.id, operation);
        client.current = operation;
        return operation;
    }

    boolean reaches(ReturnAddress from, int component) {
        Client client = named(from.host());
        return client != null && reaches(client, component);
    }

    private static boolean reaches(Client client, int component) {
        return client.component == EVERYWHERE || client.component == component;
    }

    private @Nullable Client named(String name) {
        for (Client client : clients) {
            if (client.name.equals(name)) {
                return client;
            }
        }
        return null;
    }

    void answered(int component, Effect.Answer<TreePMap<String, String>, Outcome> answer, long now) {
        Client client = named(answer.to().host());
        if (client == null || !reaches(client, component) || random.nextInt(10) == 0) {
            return;
        }
        compare(answer);
        SlotHistory.Operation operation = client.current;
        if (operation != null && operation.id.equals(answer.id())) {
            operation.outcome = answer.outcome();
            operation.responded = now;
            client.current = null;
        }
    }

    /** A change has one outcome, whoever answers and however often. */
    private void compare(Effect.Answer<TreePMap<String, String>, Outcome> answer) {
        SlotHistory.Operation asked = operations.get(answer.id());
        if (asked == null) {
            throw new AssertionError("an answer to nothing: " + answer);
        }
        if (asked.command.kind() != Kind.READ) {
            Outcome before = told.putIfAbsent(answer.id(), answer.outcome());
            if (before != null && !before.equals(answer.outcome())) {
                contradictions.add("%s was told %s and %s".formatted(asked, before, answer.outcome()));
            }
        }
    }
}
