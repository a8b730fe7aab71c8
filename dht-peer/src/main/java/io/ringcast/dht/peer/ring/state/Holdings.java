package io.ringcast.dht.peer.ring.state;

import io.ringcast.dht.peer.domain.Digests;
import io.ringcast.dht.peer.domain.LocalTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which slots' records a node has, all of them; and how it knows. Not thread-safe. */
public final class Holdings {
    private final Set<Integer> complete = new TreeSet<>();
    private int copies = 1;
    private @Nullable Digests expected;

    Holdings() {}

    Holdings(int copies) {
        this.copies = copies;
    }

    /** A new ring is built, in which members keep so many copies. */
    void begin(int ofEach) {
        clear();
        copies = ofEach;
    }

    /** The managers have said how many copies there are. */
    void keep(int ofEach) {
        copies = ofEach;
    }

    /** Nothing is known of any records. */
    void clear() {
        complete.clear();
        expected = null;
    }

    /** How many members keep each record. */
    public int copies() {
        return copies;
    }

    /** Whether a node of a ring as it is built keeps the records of a slot: its own, and those of the nodes to its left. */
    public boolean isBuiltHolder(int slot, int node, int ring) {
        return Math.floorMod(node - slot, ring) < copies;
    }

    /** What all holders are to have is known. */
    public void expect(Digests digests) {
        expected = digests;
    }

    /** What all holders are to have; null while it is not known. */
    public @Nullable Digests expected() {
        return expected;
    }

    /** The marker says that all records of this node's own slot are there. */
    public void complete(int slot) {
        complete.add(slot);
    }

    /** Whether the slot's records are all here now, compared with what they are to be. */
    public boolean verify(LocalTable table, int slot) {
        Digests wanted = expected;
        boolean agrees = wanted != null && table.digests().agrees(wanted, slot);
        if (agrees) {
            complete.add(slot);
        } else {
            complete.remove(slot);
        }
        return agrees;
    }

    /** The slot's records have been given up. */
    public void drop(int slot) {
        complete.remove(slot);
    }

    /** Whether all records of a slot are here. */
    public boolean has(int slot) {
        return complete.contains(slot);
    }

    /** The slots whose records are all here. */
    public List<Integer> slots() {
        return new ArrayList<>(complete);
    }
}
