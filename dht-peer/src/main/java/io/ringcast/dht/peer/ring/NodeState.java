package io.ringcast.dht.peer.ring;

import io.ringcast.dht.peer.domain.LocalTable;
import io.ringcast.dht.peer.domain.Placement;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.link.LinkId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a member knows and remembers, shared by the parts of {@link RingNode}. */
final class NodeState {
    final Member self;
    final NodeSettings settings;
    final Links links;
    final Requests requests;

    @Nullable
    Membership membership;

    @Nullable
    LocalTable table;

    /** Whether the table is complete, so that queries can be answered. */
    boolean ready;

    /** The link into this node; remembered in a ring of one too, where nothing travels on it. */
    @Nullable
    LinkId leftLink;

    private final RandomGenerator random;
    private final String requester;
    private long sequence;
    private List<Effect> effects = new ArrayList<>();

    NodeState(Member self, NodeSettings settings, RandomGenerator random, String requester) {
        this.self = self;
        this.settings = settings;
        this.random = random;
        this.requester = requester;
        this.links = new Links(settings.link());
        this.requests = new Requests();
    }

    RequestId nextId() {
        return new RequestId(requester, ++sequence);
    }

    LinkId nextLink() {
        return LinkId.of(random.nextLong());
    }

    void emit(Effect effect) {
        effects.add(effect);
    }

    List<Effect> takeEffects() {
        List<Effect> taken = effects;
        effects = new ArrayList<>();
        return taken;
    }

    Membership requireMembership() {
        return Objects.requireNonNull(membership, "a member of a ring");
    }

    void join(Membership place, LinkId left, LinkId right, long nowNanos) {
        membership = place;
        leftLink = left;
        dropTable();
        links.openLeft(left, place.left(), nowNanos);
        links.openRight(right, place.right());
    }

    void openTable(RingMessage.OpenTable shape) {
        Placement placement =
                new Placement(shape.tableSize(), requireMembership().ring());
        table = new LocalTable(shape.columns(), shape.key(), placement);
        ready = false;
    }

    void dropTable() {
        table = null;
        ready = false;
    }

    /** Out of the ring. What was passed on last still arrives: the links are wound up, not cut. */
    void forget(long nowNanos) {
        membership = null;
        leftLink = null;
        dropTable();
        links.closeRight();
        links.closeLeft(nowNanos);
    }
}
