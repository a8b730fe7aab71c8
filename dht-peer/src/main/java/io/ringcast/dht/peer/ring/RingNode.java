package io.ringcast.dht.peer.ring;

import io.ringcast.dht.peer.domain.LocalTable;
import io.ringcast.dht.peer.ring.state.DatasetShape;
import io.ringcast.dht.peer.ring.state.DecreedView;
import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeSettings;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.dht.peer.ring.state.ViewNews;
import io.ringcast.dht.peer.ring.task.AdmitTask;
import io.ringcast.dht.peer.ring.task.JoinTask;
import io.ringcast.dht.peer.ring.task.LeaveTask;
import io.ringcast.dht.peer.ring.task.LoadTask;
import io.ringcast.dht.peer.ring.task.RebuildTask;
import io.ringcast.dht.peer.ring.task.SetUpTask;
import io.ringcast.dht.peer.ring.task.TeardownTask;
import io.ringcast.foundation.RequestId;
import io.ringcast.foundation.RequestIds;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.PeerMessage;
import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.overlay.Overlay;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One peer's part of the ring. Each event is a method call with the time, from any monotonic clock in nanoseconds;
 * {@link #flush} then returns what is to be done; the answers to several events share datagrams. For one thread. It does not
 * contact the manager, reads no files and checks no permissions.
 */
public final class RingNode {
    /**
     * Queries are dropped when more messages than this are waiting, and their senders repeat them. It bounds memory,
     * and unlike back pressure it cannot deadlock the ring.
     */
    private static final int QUERY_BACKLOG_MAX = 4_096;

    private static final String GOES_ON = "the managers have given this up, and the DHT goes on as it was";
    private static final String ELSEWHERE = "this peer was placed in another ring";

    private final NodeState state;
    private final RecordPassage passage;
    private final Lookup lookup;
    private final CopySource copies;
    private final Seating seating;
    private final NodeTasks tasks = new NodeTasks();
    private final Introductions introductions;
    private final NodeReport report;

    /**
     * A registered peer outside any DHT.
     *
     * @param random source of link ids
     * @param ids of its requests
     */
    public RingNode(Member self, NodeSettings settings, RandomGenerator random, RequestIds ids) {
        this.state = new NodeState(self, settings, random, ids);
        this.passage = new RecordPassage(state);
        this.lookup = new Lookup(state, QUERY_BACKLOG_MAX);
        this.copies = new CopySource(state);
        this.seating = new Seating(state);
        this.introductions = new Introductions(state);
        this.report = new NodeReport(state);
    }

    /**
     * Builds and loads a ring, unless this node is in one of a later epoch; ends with {@link NodeEffect.TaskEnded}.
     *
     * @param members this one first
     * @param epoch of the manager when it chose them
     * @param ofEach how many members are to keep each record
     * @param overlay how messages are to find their way
     */
    public void setUp(
            List<Member> members, long epoch, int ofEach, Overlay overlay, DatasetShape shape, long nowNanos) {
        Membership place = state.membership();
        if (place != null && 0 < epoch && epoch < place.epoch()) {
            refuseTask(FailureReason.OTHER_RING, ELSEWHERE);
            return;
        }
        tasks.abandonRebuild(FailureReason.OTHER_RING, ELSEWHERE, nowNanos);
        SetUpTask begun = new SetUpTask(state, shape, nowNanos);
        tasks.begin(begun);
        begun.start(members, epoch, ofEach, overlay, nowNanos);
        seating.restoration().cancel();
    }

    /**
     * Leaves the ring, if it is of this epoch or before; ends with {@link NodeEffect.TaskEnded}.
     *
     * @param granted epoch of the manager when it granted this
     */
    public void leave(long epochMax, long granted, long nowNanos) {
        if (isRefused(2, epochMax)) {
            return;
        }
        LeaveTask leave = new LeaveTask(state, granted, nowNanos);
        tasks.begin(leave);
        leave.start();
        seating.restoration().cancel();
    }

    /**
     * Has the leader build this node into the ring; ends with {@link NodeEffect.TaskEnded}.
     *
     * @param granted epoch of the manager when it granted this
     */
    public void join(Member leader, long granted, long nowNanos) {
        Membership place = state.membership();
        if (place != null && granted < place.latest()) {
            refuseTask(FailureReason.OTHER_RING, ELSEWHERE);
            return;
        }
        JoinTask join = new JoinTask(state, leader, granted, nowNanos);
        tasks.begin(join);
        join.start(nowNanos);
    }

    /** Deletes the ring, if it is of this epoch or before; ends with {@link NodeEffect.TaskEnded}. */
    public void tearDown(long epochMax, long nowNanos) {
        if (isRefused(1, epochMax)) {
            return;
        }
        TeardownTask teardown = new TeardownTask(state, nowNanos);
        tasks.begin(teardown);
        teardown.start(nowNanos);
    }

    private boolean isRefused(int ringMin, long epochMax) {
        Membership place = state.membership();
        if (place == null || state.members() < ringMin) {
            refuseTask(FailureReason.NOT_IN_DHT, "this peer has no neighbours in a DHT");
            return true;
        }
        if (place.latest() > epochMax) {
            refuseTask(FailureReason.OTHER_RING, ELSEWHERE);
            return true;
        }
        return false;
    }

    private void refuseTask(FailureReason reason, String text) {
        state.emit(new NodeEffect.TaskEnded(new TaskOutcome.RingFailed(reason, text)));
    }

    /**
     * Asks a member for a record; ends with {@link NodeEffect.QueryEnded} for the returned id.
     *
     * @param patience how long to wait for an answer
     */
    public RequestId query(Member entry, String name, Duration patience, long nowNanos) {
        return lookup.ask(entry, name, patience, nowNanos);
    }

    /** The dataset has been validated, as {@link NodeEffect.OpenDataset} asked. */
    public void datasetOpened(DatasetShape shape, long nowNanos) {
        if (tasks.rebuild() instanceof RebuildTask rebuild && !rebuild.isOver()) {
            rebuild.datasetOpened(shape, nowNanos);
        }
    }

    /** The dataset cannot be read. */
    public void datasetRefused(String text, long nowNanos) {
        LoadTask loading = tasks.loading();
        if (loading != null) {
            loading.fail(FailureReason.DATASET_UNREADABLE, text, nowNanos);
        }
    }

    /** Records, as {@link NodeEffect.ReadRecords} asked. */
    public void recordsRead(List<List<String>> records, boolean last, long nowNanos) {
        LoadTask loading = tasks.loading();
        if (loading != null) {
            loading.recordsRead(records, last, nowNanos);
        }
    }

    /** What this peer's dataset has of the slots that {@link NodeEffect.FindRecords} named. */
    public void recordsFound(long generation, List<List<String>> records) {
        seating.lostSlots().found(generation, records);
    }

    /** Takes a datagram. */
    public void receive(InetSocketAddress from, PeerMessage message, long nowNanos) {
        switch (message) {
            case PeerMessage.RingFrame m -> {
                for (RingMessage travelling : state.links().receive(from, m.frame(), nowNanos)) {
                    handle(travelling, nowNanos);
                }
            }
            case PeerMessage.RingAcknowledgement m -> state.links().acknowledged(from, m.acknowledgement(), nowNanos);
            case DirectMessage.DirectAnswer answer -> state.requests().answered(from, answer, nowNanos);
            case DirectMessage.SetId setId -> place(from, setId, nowNanos);
            case DirectMessage.Query query -> lookup.entered(from, query, nowNanos);
            case DirectMessage.FetchPart request -> lookup.fetched(from, request);
            case DirectMessage.DescribeCopies request -> copies.describe(from, request);
            case DirectMessage.FetchCopy request -> copies.fetch(from, request);
            case DirectMessage.RebuildDht request -> rebuild(from, request, nowNanos);
            case DirectMessage.JoinRing request -> admit(from, request, nowNanos);
        }
    }

    private void place(InetSocketAddress from, DirectMessage.SetId setId, long nowNanos) {
        if (!setId.user().equals(state.self().user())) {
            return; // Meant for the user that had this address before, or sent to the wrong one.
        }
        if (0 < setId.epoch() && setId.epoch() < epoch()) {
            refuse(from, setId, state.self().user() + " is in a ring that the manager has decreed since");
            return;
        }
        if (state.wasPlacedWith(setId.rightLink())) {
            refuse(from, setId, state.self().user() + " has left that ring");
            return;
        }
        if (!state.isPlacedWith(setId.rightLink())) {
            if (!tasks.isJoining(setId.epoch())) {
                tasks.abandon(FailureReason.OTHER_RING, ELSEWHERE, nowNanos);
            }
            state.join(
                    new Membership(setId.node(), setId.ring(), setId.left(), setId.right(), setId.epoch()),
                    setId.copies(),
                    setId.former(),
                    setId.leftLink(),
                    setId.rightLink(),
                    nowNanos);
            passage.clear();
            seating.restoration().cancel();
        }
        state.emit(new NodeEffect.SendDatagram(NodeEffect.Port.QUERIES, from, new DirectMessage.Placed(setId.id())));
    }

    /** The managers have decreed who has which seat of a complete ring. */
    public void decreed(ViewNews news, long nowNanos) {
        DecreedView decreed = seating.whole(news);
        if (decreed != null && seating.isOfTheRebuilt(decreed.view())) {
            state.toldFormer(decreed);
        } else if (decreed != null && seating.isTaken(decreed)) {
            if (seating.isAnother(decreed.view())) {
                tasks.abandon(FailureReason.REBUILD_GIVEN_UP, GOES_ON, nowNanos);
                passage.clear();
            }
            seating.take(decreed, nowNanos);
        }
    }

    /** That of the latest view of the ring in which it is, or that of the ring from which it is leaving; 0 if there is none. */
    private long epoch() {
        Membership place = state.membership();
        return place == null ? tasks.leavingEpoch() : place.latest();
    }

    private void refuse(InetSocketAddress from, DirectMessage.SetId setId, String text) {
        var refusal = new DirectMessage.RequestRefused(setId.id(), FailureReason.OTHER_RING.name(), text);
        state.emit(new NodeEffect.SendDatagram(NodeEffect.Port.QUERIES, from, refusal));
    }

    /**
     * Forgets a ring that the manager has given up, and fails what is under way. A ring of a later epoch stays.
     *
     * @param epochMax the epoch in which the manager has given it up
     */
    public void drop(long epochMax, FailureReason reason, String text, long nowNanos) {
        Membership place = state.membership();
        if (place == null || place.epoch() <= epochMax) {
            tasks.abandon(reason, text, nowNanos);
            state.forget(nowNanos);
            passage.clear();
            seating.restoration().cancel();
        }
    }

    private void rebuild(InetSocketAddress from, DirectMessage.RebuildDht request, long nowNanos) {
        if (tasks.rebuild() instanceof RebuildTask rebuild && rebuild.isFor(request.leftLink())) {
            rebuild.askedAgain(from);
            return;
        }
        // The request may overtake reset-left; the asker repeats it.
        Membership place = state.membership();
        if (place != null && place.isLeader() && request.leftLink().equals(state.leftLink())) {
            RebuildTask asked = new RebuildTask(state, request.leftLink(), request.id(), from, nowNanos);
            tasks.begin(asked);
            asked.start();
        }
    }

    /** The request may come before the managers' view of the ring; the asker repeats it. */
    private void admit(InetSocketAddress from, DirectMessage.JoinRing request, long nowNanos) {
        DecreedView view = state.view();
        if (tasks.rebuild() instanceof AdmitTask admit && admit.isFor(request)) {
            admit.askedAgain(from);
        } else if (view != null && view.view().since() == request.epoch()) {
            AdmitTask admit = new AdmitTask(state, request, from, nowNanos);
            tasks.begin(admit);
            admit.start(view, nowNanos);
            seating.restoration().cancel();
        }
    }

    private void handle(RingMessage message, long nowNanos) {
        Membership place = state.membership();
        if (place == null) {
            return;
        }
        switch (message) {
            case RingMessage.OpenTable m -> passage.open(m, place);
            case RingMessage.StoreRecords m -> passage.store(m, place);
            case RingMessage.StorePart m -> passage.store(m, place);
            case RingMessage.CountRecords m -> passage.count(m, place, tasks.loading(), nowNanos);
            case RingMessage.CheckCopies m -> passage.check(m, place, tasks.loading(), nowNanos);
            case RingMessage.ForwardedQuery m -> lookup.forwarded(m, nowNanos);
            case RingMessage.EndOfRecords m -> passage.end(place, nowNanos);
            case RingMessage.ResetLeft m -> state.resetLeft(m, nowNanos);
            case RingMessage.RoundTrip m -> {
                if (!m.initiator().equals(state.self().user())) {
                    passOn(m, place, nowNanos);
                } else if (m instanceof RingMessage.Introduce part) {
                    tasks.introduced(part, nowNanos);
                } else {
                    tasks.returned(m, nowNanos);
                }
            }
        }
    }

    private void passOn(RingMessage.RoundTrip round, Membership place, long nowNanos) {
        switch (round) {
            case RingMessage.Teardown m -> {
                state.links().send(m);
                passage.clear();
                if (m.epoch() > 0) {
                    state.setAside(m.epoch());
                    seating.restoration().cancel();
                } else if (m.leaving()) {
                    state.dropTable();
                } else {
                    state.forget(nowNanos);
                    tasks.abandon(FailureReason.NOT_IN_DHT, m.initiator() + " has torn the ring down", nowNanos);
                }
            }
            case RingMessage.Introduce m -> {
                state.links().send(m);
                introductions.take(m, place);
            }
            case RingMessage.ResetId m -> {
                if (m.node() < m.ring()) { // Else its initiator has this place no more, and nobody takes it back.
                    state.renumber(m.node(), m.ring());
                    state.links().send(new RingMessage.ResetId(m.initiator(), m.node() + 1, m.ring()));
                }
            }
            case RingMessage.ResetRight m -> {
                state.links().send(m);
                if (place.isLast()) {
                    state.resetRight(m);
                }
            }
        }
    }

    /** What is to be done now. */
    public List<NodeEffect> flush(long nowNanos) {
        tasks.check(nowNanos);
        passage.flush();
        seating.flush(nowNanos);
        state.requests().flush(nowNanos, state::emit);
        state.links().flush(nowNanos, state::emit);
        return state.takeEffects();
    }

    /** When {@link #flush} must be called next, if nothing else happens; {@link Long#MAX_VALUE}: not at all. */
    public long wakeAtNanos() {
        long messages = Math.min(state.links().wakeAtNanos(), state.requests().wakeAtNanos());
        return Math.min(messages, Math.min(seating.wakeAtNanos(), tasks.wakeAtNanos()));
    }

    /** This node's place in a ring; null outside of one. */
    public @Nullable Membership membership() {
        return state.membership();
    }

    /** The current status. */
    public NodeStatus status() {
        return report.status(seating.differences());
    }

    /** A copy of what this node answers for; empty outside the DHT. */
    public Optional<LocalTable.TableCopy> table() {
        return report.copy();
    }
}
