package io.ringcast.dht.peer.ring;

import io.ringcast.dht.peer.domain.LocalTable;
import io.ringcast.dht.peer.ring.state.DecreedView;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.dht.peer.ring.state.RingPart;
import io.ringcast.dht.peer.ring.state.ViewNews;
import io.ringcast.protocol.view.RingView;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes what the managers decree of a complete ring: who has which seat, and who answers for which slot. */
final class Seating {
    /** Some repetitions of a frame: a single loss is nothing. */
    static final Duration SUSPECT_AFTER = Duration.ofMillis(400);

    private final NodeState state;
    private final Restoration restoration;
    private final LostSlots lostSlots;
    private final CopyCheck check;
    private long suspectNotBeforeNanos;

    Seating(NodeState state) {
        this.state = state;
        this.restoration = new Restoration(state, this::report);
        this.lostSlots = new LostSlots(state, this::report);
        this.check = new CopyCheck(state, restoration::look);
    }

    /** What follows from time. */
    void flush(long nowNanos) {
        check.flush(nowNanos);
        restoration.flush(nowNanos);
        lostSlots.flush(nowNanos);
        suspect(nowNanos);
    }

    /** The link repeats what is not acknowledged, so that this is called while the neighbour is silent. */
    private void suspect(long nowNanos) {
        Membership place = state.membership();
        if (place != null && state.isReady() && state.holdings().copies() > 1 && nowNanos >= suspectNotBeforeNanos) {
            Set<Integer> silent = state.routes().silent(SUSPECT_AFTER, nowNanos);
            if (!silent.isEmpty()) {
                suspectNotBeforeNanos = nowNanos + SUSPECT_AFTER.toNanos();
                silent.forEach(seat -> state.emit(new NodeEffect.Suspected(user(seat, place))));
            }
        }
    }

    private String user(int seat, Membership place) {
        DecreedView routes = state.routes().view();
        return routes == null ? place.right().user() : routes.member(seat).user();
    }

    long wakeAtNanos() {
        return Math.min(check.wakeAtNanos(), Math.min(restoration.wakeAtNanos(), lostSlots.wakeAtNanos()));
    }

    LostSlots lostSlots() {
        return lostSlots;
    }

    /** How often copies were not what they should have been, as they were fetched or later. */
    long differences() {
        return restoration.mismatches() + check.differences();
    }

    Restoration restoration() {
        return restoration;
    }

    /** What the managers have told, as a whole; null if it is a change of a view that this node does not have. */
    @Nullable
    DecreedView whole(ViewNews news) {
        return switch (news) {
            case DecreedView view -> view;
            case DecreedView.Change change -> {
                DecreedView before = before(change);
                yield before == null ? null : before.changedBy(change);
            }
        };
    }

    private @Nullable DecreedView before(DecreedView.Change change) {
        RingPart former = state.formers().of(change.generation());
        DecreedView known = former == null ? state.view() : former.view();
        if (known != null) {
            return change.follows(known.view()) ? known : null;
        }
        Membership place = state.membership();
        if (place == null || place.epoch() != change.generation() || !state.isReady()) {
            return null;
        }
        return change.followsTheBuilding(place.ring()) ? state.routes().built(change) : null;
    }

    /** Whether the view can be taken: it is later than what is known here, and nothing is being built. */
    boolean isTaken(DecreedView decreed) {
        RingView view = decreed.view();
        int seat = view.seatOf(state.self().user());
        Membership place = state.membership();
        if (seat < 0 || (place != null && place.epoch() > view.generation() && place.epoch() >= view.since())) {
            return false;
        }
        RingPart former = former(view);
        if (former != null) {
            return view.since() > former.rebuiltIn();
        }
        if (isNewcomer(view)) {
            // If others believe that this node has records which it does not have, they must hear of it first.
            return view.seats().stream().noneMatch(other -> other.complete().contains(seat));
        }
        return place != null
                && place.view() < view.since()
                && place.ring() == view.seats().size()
                && state.isReady();
    }

    /** What is kept here of the ring of the view, because it was to be rebuilt; null if nothing is. */
    private @Nullable RingPart former(RingView view) {
        Membership place = state.membership();
        return place != null && place.epoch() == view.generation()
                ? null
                : state.formers().of(view.generation());
    }

    /** Whether the view is that of the ring which is being rebuilt: told so that it is known who has which records. */
    boolean isOfTheRebuilt(RingView view) {
        RingPart former = former(view);
        return former != null && former.rebuiltIn() == view.since();
    }

    /** Whether the ring of the view is not the one in which this node is. */
    boolean isAnother(RingView view) {
        return former(view) != null || isNewcomer(view);
    }

    /**
     * Whether the node has no part of that ring yet. A late copy of {@code set-id} may have given a process that was started
     * again the place of its earlier run, without a table.
     */
    private boolean isNewcomer(RingView view) {
        Membership place = state.membership();
        return place == null
                || place.epoch() != view.generation()
                || (!state.isReady()
                        && place.view()
                                < view.seats()
                                        .get(view.seatOf(state.self().user()))
                                        .seated());
    }

    void take(DecreedView decreed, long nowNanos) {
        RingPart former = former(decreed.view());
        if (former != null) {
            state.restore(former, nowNanos);
            restoration.cancel();
        } else if (isNewcomer(decreed.view())) {
            state.forget(nowNanos);
            restoration.cancel();
        }
        state.seat(decreed, nowNanos);
        dropWhatOthersKeep(decreed.view());
        restoration.decreed(nowNanos);
        report();
    }

    /** A copy that this node is not to keep is kept until all that are to keep it have it. */
    private void dropWhatOthersKeep(RingView view) {
        int seat = view.seatOf(state.self().user());
        LocalTable table = state.table();
        for (int slot : state.holdings().slots()) {
            List<Integer> holders = view.holders(slot);
            if (table != null
                    && !holders.contains(seat)
                    && view.seats().get(slot).complete().containsAll(holders)) {
                table.drop(slot);
                state.holdings().drop(slot);
            }
        }
    }

    /** The managers are to know what is held here; an empty list if they know all of it. */
    private void report() {
        DecreedView decreed = state.view();
        if (decreed == null) {
            return;
        }
        RingView view = decreed.view();
        int seat = view.seatOf(state.self().user());
        List<Integer> keeps = view.slotsOf(seat);
        List<Integer> kept = state.holdings().slots().stream()
                .filter(slot -> keeps.contains(slot) || view.server(slot) < 0)
                .toList();
        boolean known =
                kept.stream().allMatch(slot -> view.seats().get(slot).complete().contains(seat));
        state.emit(new NodeEffect.CopiesHeld(view.since(), known ? List.of() : kept));
    }
}
