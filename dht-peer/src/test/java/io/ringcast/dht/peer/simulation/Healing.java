package io.ringcast.dht.peer.simulation;

import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.RingPhase;
import io.ringcast.protocol.view.RingView;
import java.util.ArrayList;
import java.util.List;

/** Looks on as a ring heals: nothing may be lost, and the DHT may not end. Measures how long it takes. */
final class Healing {
    private final VirtualTime time;
    private final Violations violations;
    private final List<Long> restoredNanos = new ArrayList<>();
    private final List<Long> wholeNanos = new ArrayList<>();
    private boolean ready;
    private long evictedAtNanos = -1;
    private boolean restored = true;
    private int evictions;
    private int members;
    private long generation;
    private boolean rebuilding;
    private int rebuilt;
    private int abandoned;

    Healing(VirtualTime time, Violations violations) {
        this.time = time;
        this.violations = violations;
    }

    /** An epoch has begun. */
    void decided(ManagerState state) {
        RingView view = state.view();
        if (view == null) {
            if (ready) {
                violations.add("the managers give the DHT up, and one thing at a time has happened to it");
            }
            ready = false;
            return;
        }
        ready = RingPhase.isKept(state.phase());
        if (rebuilding && state.phase() instanceof RingPhase.Ready) {
            if (view.generation() == generation) {
                abandoned++;
            } else {
                rebuilt++;
            }
        }
        rebuilding = ready && !(state.phase() instanceof RingPhase.Ready);
        if (!ready || view.generation() != generation) {
            generation = view.generation();
            members = view.members().size();
            restored = true;
            evictedAtNanos = -1;
            return;
        }
        for (int slot = 0; slot < view.seats().size(); slot++) {
            if (view.server(slot) < 0) {
                violations.add("slot " + slot + " is lost in " + view);
            }
        }
        measure(view);
    }

    private void measure(RingView view) {
        int now = view.members().size();
        if (now < members) {
            evictions++;
            evictedAtNanos = time.nanos();
            restored = false;
        }
        members = now;
        if (!restored && view.isRestored()) {
            restored = true;
            restoredNanos.add(time.nanos() - evictedAtNanos);
        }
        if (evictedAtNanos >= 0 && isWhole(view)) {
            wholeNanos.add(time.nanos() - evictedAtNanos);
            evictedAtNanos = -1;
        }
    }

    /** How many rings have been rebuilt because somebody left or joined. */
    int rebuilt() {
        return rebuilt;
    }

    /** How many went on as they were, because that failed. */
    int abandoned() {
        return abandoned;
    }

    /** How many members have lost their seats. */
    int evictions() {
        return evictions;
    }

    /** From an eviction until every holder has told that it has its copies. */
    List<Long> restoredNanos() {
        return restoredNanos;
    }

    /** From an eviction until every seat is taken again, and every copy made. */
    List<Long> wholeNanos() {
        return wholeNanos;
    }

    static boolean isWhole(ManagerState state) {
        RingView view = state.view();
        return RingPhase.isKept(state.phase()) && view != null && isWhole(view);
    }

    private static boolean isWhole(RingView view) {
        return view.isRestored() && view.members().size() == view.seats().size();
    }
}
