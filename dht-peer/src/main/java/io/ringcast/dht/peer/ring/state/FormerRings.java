package io.ringcast.dht.peer.ring.state;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a member keeps of rings that are being rebuilt, until a view of the managers says which ring counts. It answers no query
 * from them; other members may fetch their records. Not thread-safe.
 */
public final class FormerRings {
    /** One, and another one while it is not known yet that its rebuild has been completed. */
    private static final int KEPT_MAX = 2;

    private final Deque<RingPart> parts = new ArrayDeque<>();

    FormerRings() {}

    void keep(RingPart part) {
        parts.addLast(part);
        if (parts.size() > KEPT_MAX) {
            parts.removeFirst();
        }
    }

    /** The part of the ring whose members were chosen in that epoch; null if there is none. */
    public @Nullable RingPart of(long generation) {
        for (RingPart part : parts) {
            if (part.place().epoch() == generation) {
                return part;
            }
        }
        return null;
    }

    /** The one that was set aside last; null if there is none. */
    public @Nullable RingPart latest() {
        return parts.peekLast();
    }

    /** The managers have told of a ring that is kept here. */
    void told(DecreedView view) {
        RingPart part = of(view.view().generation());
        if (part != null) {
            parts.remove(part);
            parts.addLast(part.withView(view));
        }
    }

    /** The ring is rebuilt once more, in a later epoch. */
    void rebuiltAgain(long generation, long epoch) {
        RingPart part = of(generation);
        if (part != null) {
            parts.remove(part);
            parts.addLast(new RingPart(part.place(), part.table(), part.holdings(), part.view(), epoch));
        }
    }

    void clear() {
        parts.clear();
    }
}
