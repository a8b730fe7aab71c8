package io.ringcast.replication.simulation;

import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.core.ReplicaEvent;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.simulation.Plan.Fault;
import io.ringcast.replication.wire.ReplicaMessages;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A group layer that does everything its contract allows: it delivers what one sender sends to one receiver in order
 * (what goes to one and what goes to all each for itself), at any speed; cuts the rest off when the sender crashes or is
 * excluded, at a different place for each receiver; installs views at different moments; lets a paused or cut-off server
 * go on in its old view.
 */
final class SimulatedGroup {
    private final Plan plan;
    private final SplittableRandom random;
    private final List<? extends SimulatedServer<?, ?, ?>> servers;
    /** By receiver. */
    private final Map<MemberId, Mailbox> mailboxes = new HashMap<>();

    /** The last view that was created for each member. */
    private final Map<MemberId, GroupView> latest = new HashMap<>();

    private final Map<String, Integer> component = new HashMap<>();
    /** Directions in which nothing passes, by the servers' names. */
    private final Set<Direction> cuts = new HashSet<>();

    private int viewCount;

    private record Direction(String from, String to) {}

    /** What one member receives. */
    private static final class Mailbox {
        /** Created for the member and not installed yet. */
        final Deque<GroupView> views = new ArrayDeque<>();

        final List<Lane> lanes = new ArrayList<>();

        Lane lane(MemberId from, boolean toAll) {
            for (Lane lane : lanes) {
                if (lane.toAll == toAll && lane.from.equals(from)) {
                    return lane;
                }
            }
            var lane = new Lane(from, toAll);
            lanes.add(lane);
            return lane;
        }
    }

    /** From one member, in order; what goes to one and what goes to all are two lanes, as in JGroups. */
    private static final class Lane {
        final MemberId from;
        final boolean toAll;
        final Deque<InTransit> messages = new ArrayDeque<>();

        Lane(MemberId from, boolean toAll) {
            this.from = from;
            this.toAll = toAll;
        }
    }

    /** In a lane: a message, or the mark up to which the group layer forgets what is undelivered when a view joins. */
    private sealed interface InTransit {
        record Message(Encoded encoded) implements InTransit {}

        record Joined(String view) implements InTransit {}
    }

    SimulatedGroup(Plan plan, SplittableRandom random, List<? extends SimulatedServer<?, ?, ?>> servers) {
        this.plan = plan;
        this.random = random;
        this.servers = servers;
        servers.forEach(server -> component.put(server.name, 0));
    }

    // Members

    void joined(MemberId member) {
        mailboxes.put(member, new Mailbox());
    }

    /** Of what the crashed member had sent, each receiver gets another part. */
    void crashed(MemberId member) {
        mailboxes.remove(member);
        for (Mailbox mailbox : mailboxes.values()) {
            for (Lane lane : mailbox.lanes) {
                if (lane.from.equals(member)) {
                    int kept = random.nextInt(lane.messages.size() + 1);
                    while (lane.messages.size() > kept) {
                        lane.messages.removeLast();
                    }
                }
            }
        }
    }

    /** The view that all servers have been given last; null if they have been given several. */
    @Nullable
    GroupView commonView() {
        GroupView view = latest.get(servers.getFirst().id);
        if (view == null || view.members().size() != servers.size()) {
            return null;
        }
        for (SimulatedServer<?, ?, ?> server : servers) {
            if (!view.equals(latest.get(server.id))) {
                return null;
            }
        }
        return view;
    }

    boolean isSilent() {
        for (Mailbox mailbox : mailboxes.values()) {
            for (Lane lane : mailbox.lanes) {
                if (!lane.messages.isEmpty()) {
                    return false;
                }
            }
        }
        return true;
    }

    // Messages

    void send(MemberId from, MemberId to, boolean toAll, byte[] message) {
        Mailbox mailbox = mailboxes.get(to);
        if (mailbox != null) {
            mailbox.lane(from, toAll).messages.add(new InTransit.Message(Encoded.of(message)));
        }
    }

    /** A view that was created for a member and not installed yet; null if there is none. */
    @Nullable
    GroupView nextView(MemberId member) {
        Mailbox mailbox = mailboxOf(member);
        boolean newest = plan.has(Fault.VIEWS_OUT_OF_ORDER) && mailbox.views.size() > 1 && random.nextInt(8) == 0;
        GroupView installed = newest ? mailbox.views.pollLast() : mailbox.views.pollFirst();
        if (installed != null) {
            mailbox.lanes.forEach(lane -> dropBefore(installed, lane.messages));
        }
        return installed;
    }

    private static void dropBefore(GroupView installed, Deque<InTransit> messages) {
        var mark = new InTransit.Joined(installed.id());
        if (messages.contains(mark)) {
            while (!messages.removeFirst().equals(mark)) {
                // What was sent before the two were in one view is never delivered in it.
            }
        }
    }

    /** A message from any other member of its view that reaches it; null if there is none now. */
    <C> ReplicaEvent.@Nullable Delivered<C> nextMessage(SimulatedServer<?, C, ?> to) {
        GroupView view = to.replica.view();
        Mailbox mailbox = mailboxOf(to.id);
        int count = 0;
        for (Lane lane : mailbox.lanes) {
            count += lane.messages.peekFirst() instanceof InTransit.Message ? 1 : 0;
        }
        if (view == null || count == 0) {
            return null;
        }
        int skipped = random.nextInt(count);
        for (Lane lane : mailbox.lanes) {
            if (lane.messages.peekFirst() instanceof InTransit.Message message && skipped-- == 0) {
                return deliver(to, view, mailbox, lane, message);
            }
        }
        throw new AssertionError("counted more than there are");
    }

    private <C> ReplicaEvent.@Nullable Delivered<C> deliver(
            SimulatedServer<?, C, ?> to, GroupView view, Mailbox mailbox, Lane lane, InTransit.Message message) {
        if (!view.members().contains(lane.from)) {
            boolean soon = mailbox.views.stream().anyMatch(v -> v.members().contains(lane.from));
            if (!soon) {
                lane.messages.removeFirst();
            }
            return null;
        }
        if (!reaches(lane.from.name(), to.name)) {
            return null;
        }
        lane.messages.removeFirst();
        try {
            return new ReplicaEvent.Delivered<>(
                    lane.from, ReplicaMessages.decode(message.encoded().bytes()));
        } catch (IOException e) {
            throw new AssertionError("not decodable", e);
        }
    }

    private Mailbox mailboxOf(MemberId member) {
        return Objects.requireNonNull(mailboxes.get(member));
    }

    // The network

    private boolean reaches(String from, String to) {
        return component(from) == component(to) && (cuts.isEmpty() || !cuts.contains(new Direction(from, to)));
    }

    int component(String server) {
        return Objects.requireNonNull(component.get(server));
    }

    void split() {
        servers.forEach(s -> component.put(s.name, random.nextInt(2)));
    }

    void cutOneWay() {
        SimulatedServer<?, ?, ?> from = pick(servers);
        SimulatedServer<?, ?, ?> to = pick(servers);
        if (from != to) {
            cuts.add(new Direction(from.name, to.name));
        }
    }

    void heal() {
        servers.forEach(s -> component.put(s.name, 0));
        cuts.clear();
    }

    // Views

    /** The group layer notices who is there. */
    void regroup(int which) {
        List<MemberId> present = new ArrayList<>();
        for (SimulatedServer<?, ?, ?> server : servers) {
            if (server.up && !server.paused && component(server.name) == which) {
                present.add(server.id);
            }
        }
        if (!cuts.isEmpty()) {
            excludeOneThatIsCutOff(present);
        }
        if (present.isEmpty() || agree(present)) {
            return;
        }
        List<MemberId> order = new ArrayList<>();
        GroupView before = latest.get(pick(present));
        if (before != null) {
            before.members().stream().filter(present::contains).forEach(order::add);
        }
        present.stream().filter(m -> !order.contains(m)).sorted().forEach(order::add);
        create(order);
    }

    /** Who cannot be heard, or does not hear, may be suspected; or not yet. */
    private void excludeOneThatIsCutOff(List<MemberId> present) {
        for (Direction cut : cuts) {
            String suspected = random.nextBoolean() ? cut.from() : cut.to();
            if (present.size() > 1
                    && random.nextInt(3) == 0
                    && present.removeIf(m -> m.name().equals(suspected))) {
                return;
            }
        }
    }

    private boolean agree(List<MemberId> present) {
        GroupView current = latest.get(present.getFirst());
        if (current == null || current.members().size() != present.size()) {
            return false;
        }
        for (MemberId member : present) {
            if (!current.equals(latest.get(member))) {
                return false;
            }
        }
        return true;
    }

    void create(List<MemberId> order) {
        var view = new GroupView("v" + ++viewCount, order);
        for (MemberId to : order) {
            Mailbox mailbox = mailboxOf(to);
            for (MemberId from : order) {
                GroupView known = latest.get(from);
                if (!from.equals(to) && (known == null || !known.equals(latest.get(to)))) {
                    mailbox.lane(from, false).messages.add(new InTransit.Joined(view.id()));
                    mailbox.lane(from, true).messages.add(new InTransit.Joined(view.id()));
                }
            }
        }
        for (MemberId member : order) {
            latest.put(member, view);
            mailboxOf(member).views.add(view);
        }
    }

    /** A server that starts while the network is split may first find nobody. */
    void mayBeAloneAtFirst(MemberId member) {
        boolean mayBe = plan.has(Fault.PARTITIONS) || plan.has(Fault.ONE_WAY_PARTITIONS);
        if (mayBe && random.nextInt(8) == 0) {
            create(List.of(member));
        }
    }

    private <T> T pick(List<? extends T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
