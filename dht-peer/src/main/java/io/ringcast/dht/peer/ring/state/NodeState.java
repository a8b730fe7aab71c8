package io.ringcast.dht.peer.ring.state;

import io.ringcast.dht.peer.domain.LocalTable;
import io.ringcast.dht.peer.domain.Placement;
import io.ringcast.foundation.RequestId;
import io.ringcast.foundation.RequestIds;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.link.LinkId;
import io.ringcast.protocol.view.RingView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a member knows, what it has under way, and what it wants done. Shared by a node and its tasks. */
public final class NodeState {
    private static final int PLACES_MAX = 16;

    private final Member self;
    private final NodeSettings settings;
    private final Links links;
    private final Routes routes;
    private final Requests requests;
    private final RandomGenerator random;
    private final RequestIds ids;

    private @Nullable Membership membership;
    private @Nullable LocalTable table;
    private boolean ready;
    private int datasetYear;
    private Holdings holdings = new Holdings();
    private final FormerRings formers = new FormerRings();
    private @Nullable DecreedView view;
    private @Nullable LinkId leftLink;
    private @Nullable LinkId rightLink;
    /** The right links of the latest places that it was given, as they were named then. */
    private final Deque<LinkId> places = new ArrayDeque<>();

    private List<NodeEffect> effects = new ArrayList<>();

    /** A peer outside any ring. */
    public NodeState(Member self, NodeSettings settings, RandomGenerator random, RequestIds ids) {
        this.self = self;
        this.settings = settings;
        this.random = random;
        this.ids = ids;
        this.links = new Links(settings.link());
        this.routes = new Routes(this);
        this.requests = new Requests();
    }

    /** This peer, as it is registered. */
    public Member self() {
        return self;
    }

    /** Its limits. */
    public NodeSettings settings() {
        return settings;
    }

    /** The links to its neighbours. */
    public Links links() {
        return links;
    }

    /** Whom it knows besides its neighbours. */
    public Routes routes() {
        return routes;
    }

    /** Its direct requests. */
    public Requests requests() {
        return requests;
    }

    /** Its place in the ring; null outside of one. */
    public @Nullable Membership membership() {
        return membership;
    }

    /** Its place in the ring, which it must have. */
    public Membership requireMembership() {
        return Objects.requireNonNull(membership, "a member of a ring");
    }

    /** The local table; null while there is none. */
    public @Nullable LocalTable table() {
        return table;
    }

    /** Which of several datasets was loaded last; 0 if there is one. */
    public int datasetYear() {
        return datasetYear;
    }

    /** How many records of its own slot the local table holds. */
    public long records() {
        Membership place = membership;
        return table == null || place == null ? 0 : table.digests().count(place.node());
    }

    /** Which slots' records are all here. */
    public Holdings holdings() {
        return holdings;
    }

    /** What is kept of rings that are being rebuilt. */
    public FormerRings formers() {
        return formers;
    }

    /** What is here of a complete ring: of the one in which this node is, or of one that is being rebuilt; null if nothing is. */
    public @Nullable RingPart partOf(long generation) {
        Membership place = membership;
        return place != null && place.epoch() == generation && ready
                ? new RingPart(place, table, holdings, view, 0)
                : formers.of(generation);
    }

    /** The latest view of this ring; null while it is as it was built. */
    public @Nullable DecreedView view() {
        return view;
    }

    /** For what is left to chance. */
    public RandomGenerator random() {
        return random;
    }

    /** How many members the ring has. */
    public int members() {
        return view == null ? requireMembership().ring() : view.view().members().size();
    }

    /** Whether the ring has no other member. */
    public boolean isAlone() {
        return members() == 1;
    }

    /** The seat whose member answers for a slot; -1 if the slot is lost. */
    public int server(int slot) {
        return view == null ? slot : view.view().server(slot);
    }

    /**
     * Takes a seat as the managers have decreed. What is linked already, and is not to be linked anew, stays.
     */
    public void seat(DecreedView decreed, long nowNanos) {
        RingView ring = decreed.view();
        int seat = ring.seatOf(self.user());
        int left = ring.leftOf(seat);
        int right = ring.rightOf(seat);
        view = decreed;
        formers.clear();
        holdings.keep(ring.copies());
        membership = new Membership(
                seat,
                ring.seats().size(),
                decreed.member(left),
                decreed.member(right),
                ring.generation(),
                ring.since());
        ready = true;
        routes.forget();
        if (right == seat) {
            links.closeRight();
            links.closeLeft(nowNanos);
            leftLink = null;
            rightLink = null;
            return;
        }
        ring.linkOf(left).ifPresent(bits -> linkLeft(LinkId.of(bits), decreed.member(left), nowNanos));
        ring.linkOf(seat).ifPresent(bits -> linkRight(LinkId.of(bits), decreed.member(right)));
    }

    private void linkLeft(LinkId link, Member neighbour, long nowNanos) {
        if (!link.equals(leftLink)) {
            leftLink = link;
            links.openLeft(link, neighbour, nowNanos);
        }
    }

    private void linkRight(LinkId link, Member neighbour) {
        if (!link.equals(rightLink)) {
            rightLink = link;
            links.openRight(link, neighbour);
        }
    }

    /** Whether the table is complete, so that queries can be answered. */
    public boolean isReady() {
        return ready;
    }

    /** The link into this node; remembered in a ring of one too, where nothing travels on it. */
    public @Nullable LinkId leftLink() {
        return leftLink;
    }

    /** An id for a request of this process. */
    public RequestId nextId() {
        return ids.next();
    }

    /** An id for a new link. */
    public LinkId nextLink() {
        return LinkId.of(random.nextLong());
    }

    /** Wants something done. */
    public void emit(NodeEffect effect) {
        effects.add(effect);
    }

    /** What is to be done, in order; each effect is returned once. */
    public List<NodeEffect> takeEffects() {
        List<NodeEffect> taken = effects;
        effects = new ArrayList<>();
        return taken;
    }

    /**
     * The ring is built anew in this epoch. What is here of it is kept if it is complete and records have copies: until the
     * managers say which ring counts.
     */
    public void setAside(long epoch) {
        Membership place = requireMembership();
        if (ready && holdings.copies() > 1) {
            formers.keep(new RingPart(place, table, holdings, view, epoch));
        }
        membership = place.rebuiltIn(epoch);
        view = null;
        routes.forget();
        holdings = new Holdings(holdings.copies());
        dropTable();
    }

    /** The managers have told who has the records of a ring that is set aside here. */
    public void toldFormer(DecreedView decreed) {
        formers.told(decreed);
        if (membership != null) {
            membership = membership.viewedAt(decreed.view().since());
        }
    }

    /** The ring is as it was before it was to be rebuilt; its links are to be made anew. */
    public void restore(RingPart part, long nowNanos) {
        leaveRing(nowNanos);
        membership = part.place();
        table = part.table();
        holdings = part.holdings();
        view = part.view();
        ready = true;
    }

    /**
     * Takes a place in a ring, without a table yet.
     *
     * @param former epoch of the ring from whose records it is built; 0 if there is none
     */
    public void join(Membership place, int copies, long former, LinkId left, LinkId right, long nowNanos) {
        if (membership != null && 0 < former && former == membership.epoch()) {
            setAside(place.epoch());
        }
        if (former == 0) {
            formers.clear();
        } else {
            formers.rebuiltAgain(former, place.epoch());
        }
        membership = place;
        view = null;
        routes.forget();
        holdings.begin(copies);
        leftLink = left;
        rightLink = right;
        places.remove(right);
        places.addLast(right);
        if (places.size() > PLACES_MAX) {
            places.removeFirst();
        }
        dropTable();
        links.openLeft(left, place.left(), nowNanos);
        links.openRight(right, place.right());
    }

    /**
     * Whether it has its place from the request that named this right link. A leave may have given it another link since, and
     * it is the same place still.
     */
    public boolean isPlacedWith(LinkId right) {
        return membership != null && right.equals(places.peekLast());
    }

    /** Whether it had a place from the request that named this right link, and has it no more: that was a late copy. */
    public boolean wasPlacedWith(LinkId right) {
        return !isPlacedWith(right) && places.contains(right);
    }

    /** Has another id in a ring of another size. */
    public void renumber(int node, int ring) {
        membership = requireMembership().renumbered(node, ring);
        view = null;
    }

    /** Has another left neighbour. */
    public void resetLeft(RingMessage.ResetLeft reset, long nowNanos) {
        Membership place = requireMembership().withLeft(reset.left());
        membership = place;
        leftLink = reset.link();
        if (place.ring() == 1) {
            links.closeLeft(nowNanos);
        } else {
            links.openLeft(reset.link(), reset.left(), nowNanos);
        }
    }

    /** Has another right neighbour. */
    public void resetRight(RingMessage.ResetRight reset) {
        Membership place = requireMembership().withRight(reset.right());
        membership = place;
        rightLink = reset.link();
        if (place.ring() == 1) {
            links.closeRight();
        } else {
            links.openRight(reset.link(), reset.right());
        }
    }

    /** Begins an empty table. */
    public void openTable(RingMessage.OpenTable shape) {
        describeTable(shape);
        holdings.clear();
        ready = false;
    }

    /** Begins an empty table for copies of a ring that others have built. */
    public void describeTable(RingMessage.OpenTable shape) {
        Placement placement = new Placement(shape.table(), requireMembership().ring());
        table = new LocalTable(shape.columns(), shape.key(), placement);
        datasetYear = shape.table().year();
    }

    /** The table, if there is one, has all its records. */
    public void completeTable() {
        ready = table != null;
        if (ready) {
            holdings.complete(requireMembership().node());
        }
    }

    /**
     * Compares what a node keeps, as the ring is built, with what it is to be.
     *
     * @return how many slots differ
     */
    public int verifyCopies(int node, int ring) {
        int faults = 0;
        for (int slot = 0; slot < ring; slot++) {
            if (holdings.isBuiltHolder(slot, node, ring) && (table == null || !holdings.verify(table, slot))) {
                faults++;
            }
        }
        return faults;
    }

    /** Deletes the table. */
    public void dropTable() {
        table = null;
        holdings.clear();
        ready = false;
    }

    /** Forgets the ring, and what is kept of others. */
    public void forget(long nowNanos) {
        formers.clear();
        leaveRing(nowNanos);
    }

    /** Leaves the ring. What was sent last still arrives: the links are drained, not cut. */
    public void leaveRing(long nowNanos) {
        membership = null;
        view = null;
        routes.forget();
        leftLink = null;
        rightLink = null;
        dropTable();
        links.closeRight();
        links.closeLeft(nowNanos);
    }
}
