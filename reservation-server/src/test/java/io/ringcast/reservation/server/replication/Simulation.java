package io.ringcast.reservation.server.replication;

import io.ringcast.protocol.RequestId;
import io.ringcast.reservation.server.replication.SlotMachine.Command;
import io.ringcast.reservation.server.replication.SlotMachine.Kind;
import io.ringcast.reservation.server.replication.SlotMachine.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/**
 * A group of replicas in one thread, under a group layer that does everything its contract allows, driven by a seed: the
 * same seed gives the same run, step by step.
 *
 * <p>The group layer delivers what one sender sends to one receiver in order (what goes to one and what goes to all each
 * for itself), at any speed; cuts the rest off when the sender crashes or is excluded, at a different place for each
 * receiver; installs views at different moments; lets a paused or cut-off server go on in its old view. Servers crash
 * between any two effects, and keep their disks.
 */
final class Simulation {
    /**
     * What may happen.
     *
     * @param minMembers what the servers are configured with
     * @param partitions whether the network may split
     * @param failuresAtOnce how many servers may be down at the same time; with 1, nor may another be paused meanwhile
     */
    record Plan(int servers, int minMembers, boolean partitions, boolean pauses, int failuresAtOnce, int steps) {}

    private static final int CLIENTS = 4;
    private static final int SLOTS = 3;
    private static final int ATTEMPTS_MAX = 5;

    private final Plan plan;
    private final Random random;
    private final List<SimulatedServer> servers = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final Map<Channel, Deque<InTransit>> channels = new LinkedHashMap<>();
    private final Map<String, MemberId> members = new HashMap<>();
    private final Map<String, Deque<Request<Command>>> requests = new HashMap<>();
    /** The views created for each member that it has not installed yet, and the last one that was created for it. */
    private final Map<String, Deque<GroupView>> views = new HashMap<>();

    private final Map<String, GroupView> latest = new HashMap<>();
    private final Map<String, Integer> component = new HashMap<>();
    final SlotHistory history = new SlotHistory();
    final Map<RequestId, Outcome> told = new HashMap<>();
    final List<String> contradictions = new ArrayList<>();
    private boolean settling;
    private long now;
    private int viewCount;
    private final @Nullable StringBuilder trace;

    /**
     * From one member to another, in order; what goes to one and what goes to all are two channels, as in JGroups.
     */
    private record Channel(String from, String to, boolean toAll) {}

    /** In a channel: a message, or the mark up to which the group layer forgets what is undelivered when a view joins. */
    private sealed interface InTransit {
        record Message(ReplicaMessage message) implements InTransit {}

        record Joined(String view) implements InTransit {}
    }

    private static final class Client {
        final String name;
        int component;
        long sequence;
        int attempt;
        SlotHistory.@Nullable Operation current;

        Client(String name) {
            this.name = name;
        }
    }

    Simulation(Plan plan, long seed, boolean tracing) {
        this.plan = plan;
        this.random = new Random(seed);
        this.trace = tracing ? new StringBuilder() : null;
        for (int i = 0; i < plan.servers(); i++) {
            var server = new SimulatedServer("s" + i, plan.minMembers());
            servers.add(server);
            component.put(server.name, 0);
            start(server);
        }
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new Client("c" + i));
        }
    }

    String trace() {
        return String.valueOf(trace);
    }

    /** The text is made only for a trace: it takes longer than the step that it describes. */
    private void note(Supplier<String> text) {
        if (trace != null) {
            trace.append(now).append(' ').append(text.get()).append('\n');
        }
    }

    /** Runs all steps, then mends everything and waits for silence. */
    void run() {
        for (now = 1; now <= plan.steps(); now++) {
            step();
        }
        settle();
    }

    private void step() {
        int dice = random.nextInt(1000);
        if (dice < 620) {
            runServer(pick(servers));
        } else if (dice < 860) {
            runClient(pick(clients));
        } else if (dice < 940) {
            regroup(component.get(pick(servers).name));
        } else if (dice < 955) {
            crashOrStart(pick(servers));
        } else if (dice < 970 && plan.partitions()) {
            split();
        } else if (dice < 982 && plan.partitions()) {
            heal();
        } else if (plan.pauses()) {
            pauseOrResume(pick(servers));
        }
    }

    private void settle() {
        settling = true;
        heal();
        servers.forEach(s -> s.paused = false);
        servers.stream().filter(s -> !s.up).forEach(this::start);
        for (int round = 0; round < 20_000; round++, now++) {
            if (round % 50 == 0) {
                regroup(0);
            }
            runServer(pick(servers));
            if (random.nextInt(10) == 0) {
                runClient(pick(clients));
            }
            if (round % 200 == 199 && isSilent()) {
                return;
            }
        }
        throw new AssertionError("the group does not come to rest: " + describe());
    }

    private boolean isSilent() {
        GroupView view = latest.get(servers.getFirst().id.id());
        return view != null
                && clients.stream().allMatch(c -> c.current == null)
                && channels.values().stream().allMatch(Deque::isEmpty)
                && view.members().size() == servers.size()
                && servers.stream()
                        .allMatch(s -> view.equals(s.replica.view())
                                && s.replica.phase() == Phase.ACTIVE
                                && Objects.requireNonNull(requests.get(s.id.id()))
                                        .isEmpty());
    }

    String describe() {
        var text = new StringBuilder();
        servers.forEach(s -> text.append("%s up=%s %s view=%s lost=%d state=%s%n"
                .formatted(
                        s.id.id(),
                        s.up,
                        s.replica.phase(),
                        s.replica.view(),
                        s.replica.lostCount(),
                        s.replica.state())));
        return text.toString();
    }

    // Servers

    private void runServer(SimulatedServer server) {
        if (!server.up || server.paused) {
            return;
        }
        server.replica.at(now, now);
        int events = 1 + random.nextInt(4);
        for (int i = 0; i < events; i++) {
            Event<Command> event = nextEvent(server);
            if (event != null) {
                note(() -> server.id.id() + " <- " + event);
                server.replica.handle(event);
            }
        }
        List<Effect<TreePMap<String, String>, Outcome>> effects = server.replica.drain();
        boolean mayCrash = !settling && mayCrash(server);
        for (var effect : effects) {
            if (mayCrash && random.nextInt(400) == 0) {
                note(() -> server.id.id() + " crashes before " + effect);
                crash(server);
                return;
            }
            carryOut(server, effect);
        }
    }

    private @Nullable Event<Command> nextEvent(SimulatedServer server) {
        String self = server.id.id();
        int kind = random.nextInt(10);
        Deque<GroupView> newViews = Objects.requireNonNull(views.get(self));
        Deque<Request<Command>> asked = Objects.requireNonNull(requests.get(self));
        if (kind == 0 && !newViews.isEmpty()) {
            GroupView installed = newViews.removeFirst();
            channels.forEach((channel, messages) -> {
                if (channel.to().equals(self)) {
                    dropBefore(installed, messages);
                }
            });
            return new Event.ViewInstalled<>(installed);
        }
        if (kind <= 2 && !asked.isEmpty()) {
            return new Event.Requested<>(asked.removeFirst(), 0);
        }
        GroupView view = server.replica.view();
        List<Channel> deliverable = channels.entrySet().stream()
                .filter(e -> e.getKey().to().equals(self) && e.getValue().peekFirst() instanceof InTransit.Message)
                .map(Map.Entry::getKey)
                .toList();
        if (view == null || deliverable.isEmpty()) {
            return null;
        }
        Channel channel = pick(deliverable);
        MemberId from = Objects.requireNonNull(members.get(channel.from()));
        if (!view.members().contains(from)) {
            boolean soon = newViews.stream().anyMatch(v -> v.members().contains(from));
            if (!soon) {
                Objects.requireNonNull(channels.get(channel)).removeFirst();
            }
            return null;
        }
        if (!reachable(from, server)) {
            return null;
        }
        var head = (InTransit.Message)
                Objects.requireNonNull(channels.get(channel)).removeFirst();
        return new Event.Delivered<>(from, copy(head.message()));
    }

    private static void dropBefore(GroupView installed, Deque<InTransit> messages) {
        var mark = new InTransit.Joined(installed.id());
        if (messages.contains(mark)) {
            while (!messages.removeFirst().equals(mark)) {
                // What was sent before the two were in one view is never delivered in it.
            }
        }
    }

    /** Every message goes through its bytes, as it does on a network. */
    private static ReplicaMessage copy(ReplicaMessage message) {
        try {
            return ReplicaMessages.decode(ReplicaMessages.encode(message));
        } catch (java.io.IOException e) {
            throw new AssertionError("not decodable: " + message, e);
        }
    }

    private boolean reachable(MemberId from, SimulatedServer to) {
        return Objects.equals(component.get(from.name()), component.get(to.name));
    }

    private void carryOut(SimulatedServer server, Effect<TreePMap<String, String>, Outcome> effect) {
        note(() -> server.id.id() + " -> " + effect);
        GroupView view = Objects.requireNonNull(server.replica.view());
        switch (effect) {
            case Effect.Send<TreePMap<String, String>, Outcome> e -> enqueue(server.id, e.to(), false, e.message());
            case Effect.Broadcast<TreePMap<String, String>, Outcome> e ->
                view.members().stream()
                        .filter(m -> !m.equals(server.id))
                        .forEach(m -> enqueue(server.id, m, true, e.message()));
            case Effect.SendState<TreePMap<String, String>, Outcome> e -> {
                byte[] image = StateImage.encode(new SlotMachine(), e.state());
                List<Encoded> parts = StateImage.parts(new SlotMachine(), e.state(), image.length / 2 + 1);
                for (MemberId to : e.to()) {
                    for (int i = 0; i < parts.size(); i++) {
                        var part = new ReplicaMessage.StatePart(e.view(), i, parts.size(), parts.get(i));
                        enqueue(server.id, to, false, part);
                    }
                }
            }
            case Effect.Answer<TreePMap<String, String>, Outcome> e -> answered(server, e);
            case Effect.Refuse<TreePMap<String, String>, Outcome> e -> {}
            default -> server.store(effect);
        }
    }

    private void enqueue(MemberId from, MemberId to, boolean toAll, ReplicaMessage message) {
        if (servers.stream().anyMatch(s -> s.up && s.id.equals(to))) {
            channels.computeIfAbsent(new Channel(from.id(), to.id(), toAll), c -> new ArrayDeque<>())
                    .add(new InTransit.Message(message));
        }
    }

    private boolean mayCrash(SimulatedServer server) {
        return mayFail() && servers.stream().filter(s -> !s.up || s == server).count() <= plan.failuresAtOnce();
    }

    /** With one failure at a time, the next one comes only after the group has recovered from the last. */
    private boolean mayFail() {
        return plan.failuresAtOnce() > 1 || isWhole();
    }

    private boolean isWhole() {
        GroupView view = latest.get(servers.getFirst().id.id());
        return view != null
                && view.members().size() == servers.size()
                && servers.stream()
                        .allMatch(s -> s.up
                                && !s.paused
                                && view.equals(latest.get(s.id.id()))
                                && view.equals(s.replica.view())
                                && s.replica.phase() == Phase.ACTIVE);
    }

    private void crashOrStart(SimulatedServer server) {
        if (!server.up) {
            start(server);
        } else if (mayCrash(server)) {
            note(() -> server.id.id() + " crashes");
            crash(server);
        }
    }

    private void crash(SimulatedServer server) {
        server.up = false;
        channels.forEach((channel, messages) -> {
            if (channel.from().equals(server.id.id())) {
                int kept = random.nextInt(messages.size() + 1);
                while (messages.size() > kept) {
                    messages.removeLast();
                }
            }
        });
        channels.keySet().removeIf(channel -> channel.to().equals(server.id.id()));
    }

    private void start(SimulatedServer server) {
        server.start();
        members.put(server.id.id(), server.id);
        requests.put(server.id.id(), new ArrayDeque<>());
        views.put(server.id.id(), new ArrayDeque<>());
        note(() -> server.id.id() + " starts");
        if (plan.partitions() && random.nextInt(8) == 0) {
            create(List.of(server.id));
        }
    }

    private void pauseOrResume(SimulatedServer server) {
        if (!server.up || (!server.paused && !mayFail())) {
            return;
        }
        server.paused = !server.paused;
        note(() -> server.id.id() + (server.paused ? " is paused" : " is resumed"));
    }

    // The group layer

    private void split() {
        servers.forEach(s -> component.put(s.name, random.nextInt(2)));
        clients.forEach(c -> c.component = random.nextInt(3));
        note(() -> "the network splits: " + component);
    }

    private void heal() {
        servers.forEach(s -> component.put(s.name, 0));
        clients.forEach(c -> c.component = 2);
        note(() -> "the network heals");
    }

    /** The group layer notices who is there. */
    private void regroup(@Nullable Integer which) {
        List<MemberId> present = servers.stream()
                .filter(s -> s.up && !s.paused && Objects.equals(component.get(s.name), which))
                .map(s -> s.id)
                .toList();
        if (present.isEmpty()) {
            return;
        }
        GroupView current = latest.get(present.getFirst().id());
        boolean agreed = current != null
                && Set.copyOf(current.members()).equals(Set.copyOf(present))
                && present.stream().allMatch(m -> current.equals(latest.get(m.id())));
        if (agreed) {
            return;
        }
        var first = new ArrayList<MemberId>();
        GroupView before = latest.get(pick(present).id());
        if (before != null) {
            before.members().stream().filter(present::contains).forEach(first::add);
        }
        present.stream().filter(m -> !first.contains(m)).sorted().forEach(first::add);
        create(first);
    }

    private void create(List<MemberId> order) {
        var view = new GroupView("v" + ++viewCount, order);
        note(() -> "view " + view);
        for (MemberId a : order) {
            for (MemberId b : order) {
                GroupView known = latest.get(a.id());
                if (!a.equals(b) && (known == null || !known.equals(latest.get(b.id())))) {
                    for (boolean toAll : new boolean[] {false, true}) {
                        channels.computeIfAbsent(new Channel(a.id(), b.id(), toAll), c -> new ArrayDeque<>())
                                .add(new InTransit.Joined(view.id()));
                    }
                }
            }
        }
        for (MemberId member : order) {
            latest.put(member.id(), view);
            Objects.requireNonNull(views.get(member.id())).add(view);
        }
    }

    // Clients

    private void runClient(Client client) {
        SlotHistory.Operation operation = client.current;
        if (operation == null) {
            if (settling) {
                return;
            }
            client.sequence++;
            client.attempt = 0;
            Kind kind = pick(List.of(Kind.CLAIM, Kind.FREE, Kind.READ));
            var command = new Command(kind, "slot" + random.nextInt(SLOTS));
            operation = history.invoked(new RequestId(client.name, client.sequence), command, now);
            client.current = operation;
        } else if (random.nextInt(4) != 0) {
            return;
        }
        if (client.attempt == (settling ? 1000 : ATTEMPTS_MAX)) {
            client.current = null;
            return;
        }
        client.attempt++;
        var request = new Request<>(operation.id, client.attempt, new ReturnAddress(client.name, 1), operation.command);
        note(() -> client.name + " asks " + request);
        for (SimulatedServer server : servers) {
            boolean reaches = client.component == 2 || Objects.equals(component.get(server.name), client.component);
            if (server.up && reaches && random.nextInt(5) != 0) {
                Objects.requireNonNull(requests.get(server.id.id())).add(request);
            }
        }
    }

    private void answered(SimulatedServer server, Effect.Answer<TreePMap<String, String>, Outcome> answer) {
        if (answer.id().sequence() <= 0) {
            throw new AssertionError("an answer to nothing: " + answer);
        }
        Client client = clients.stream()
                .filter(c -> c.name.equals(answer.to().host()))
                .findFirst()
                .orElseThrow();
        boolean reaches = client.component == 2 || Objects.equals(component.get(server.name), client.component);
        if (!reaches || random.nextInt(10) == 0) {
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
        SlotHistory.Operation asked = history.operations().stream()
                .filter(o -> o.id.equals(answer.id()))
                .findFirst()
                .orElseThrow();
        if (asked.command.kind() != Kind.READ) {
            Outcome before = told.putIfAbsent(answer.id(), answer.outcome());
            if (before != null && !before.equals(answer.outcome())) {
                contradictions.add("%s was told %s and %s".formatted(asked, before, answer.outcome()));
            }
        }
    }

    // What is left in the end

    /** The final state by server, as text that can be compared. */
    Map<String, String> finalStates() {
        Map<String, String> states = new TreeMap<>();
        servers.forEach(s -> {
            var state = Objects.requireNonNull(s.replica.state());
            states.put(
                    s.name,
                    "index=%d chain=%s lost=%d %s"
                            .formatted(state.index(), state.chain().hex(), s.replica.lostCount(), state.application()));
        });
        return states;
    }

    ReplicaState<TreePMap<String, String>, Outcome> finalState() {
        return Objects.requireNonNull(servers.getFirst().replica.state());
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
