package io.ringcast.protocol.view;

import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.overlay.Seats;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Who keeps which part of a ring. The positions of a table are divided into {@code slots}, whose number stays the same from
 * one building of the ring to the next: {@code position mod slots} names one. Each slot has a seat, which a member has or
 * which is vacant. A slot's records are at the <em>holders</em>: the members of the first seats that are taken, from the slot's
 * own to the right, as many as there are copies. Of those that have all records of the slot the first one answers: the slot's
 * <em>server</em>.
 *
 * <p>A function of what the managers have decreed, and nothing else: whoever has the same view says the same. Records do not
 * change while a ring exists, so that a member with an older view may be asked in vain, but does not answer wrongly.
 *
 * @param generation epoch in which the members were chosen: records of two generations have nothing to do with each other
 * @param key random; the ids of links come from it
 * @param since epoch in which this view began
 * @param copies how many members keep each record, where there are as many; 1: the ring of the handout
 * @param overlay how messages find their way
 * @param seats one for each slot
 */
public record RingView(long generation, long key, long since, int copies, Overlay overlay, List<Seat> seats) {
    /** Most copies of a record. */
    public static final int COPIES_MAX = 8;

    private static final int UNINTRODUCED_MAX = 128;

    /** What has become of a slot. */
    public enum SlotState {
        /** The member in its seat answers for it. */
        SERVED,
        /** Another member answers for it, until its seat is taken by one that has the records. */
        VACANT,
        /** Nobody has its records. */
        LOST
    }

    /**
     * A seat.
     *
     * @param user the member; empty if the seat is vacant
     * @param former the last member of a vacant seat; else empty
     * @param seated epoch in which the member took it; 0 if nobody has
     * @param wired epoch in which it got its right neighbour; 0 if that was wired as the ring was built
     * @param complete the seats of the members that have all records of this slot; at most as many as there are copies
     */
    public record Seat(String user, String former, long seated, long wired, List<Integer> complete) {
        /** Copies the list. */
        public Seat {
            complete = List.copyOf(complete);
        }

        /** Whether nobody has it. */
        public boolean isVacant() {
            return user.isEmpty();
        }

        Seat wiredAt(long epoch) {
            return new Seat(user, former, seated, epoch, complete);
        }

        Seat with(List<Integer> members) {
            return new Seat(user, former, seated, wired, members);
        }
    }

    /** Checks the limits. */
    public RingView {
        seats = List.copyOf(seats);
        if (seats.isEmpty() || copies < 1 || copies > COPIES_MAX) {
            throw new IllegalArgumentException("a ring has slots, and 1 to 8 copies of each record");
        }
    }

    /**
     * A ring as it was built: every seat taken, every copy made.
     *
     * @param ring the members, node 0 first
     */
    public static RingView built(
            long generation, long key, long since, int copies, Overlay overlay, List<String> ring) {
        List<Seat> seats = new ArrayList<>();
        ring.forEach(user -> seats.add(new Seat(user, "", generation, 0, List.of())));
        RingView empty = new RingView(generation, key, since, copies, overlay, seats);
        List<Seat> full = new ArrayList<>();
        for (int slot = 0; slot < seats.size(); slot++) {
            full.add(seats.get(slot).with(empty.holders(slot)));
        }
        return new RingView(generation, key, since, copies, overlay, full);
    }

    /** The seat of a user; -1 if it has none. */
    public int seatOf(String user) {
        for (int seat = 0; seat < seats.size(); seat++) {
            if (!user.isEmpty() && seats.get(seat).user().equals(user)) {
                return seat;
            }
        }
        return -1;
    }

    /** The vacant seat that was this user's. */
    public Optional<Integer> vacantSeatOf(String user) {
        for (int seat = 0; seat < seats.size(); seat++) {
            if (!user.isEmpty() && seats.get(seat).former().equals(user)) {
                return Optional.of(seat);
            }
        }
        return Optional.empty();
    }

    /** The members in ring order; the first one is the leader. */
    public List<String> members() {
        return seats.stream().map(Seat::user).filter(user -> !user.isEmpty()).toList();
    }

    /** The nearest seat to the right that is taken; the seat itself if no other is. */
    public int rightOf(int seat) {
        for (int step = 1; step < seats.size(); step++) {
            int next = (seat + step) % seats.size();
            if (!seats.get(next).isVacant()) {
                return next;
            }
        }
        return seat;
    }

    /** The nearest seat to the left that is taken; the seat itself if no other is. */
    public int leftOf(int seat) {
        for (int step = 1; step < seats.size(); step++) {
            int next = Math.floorMod(seat - step, seats.size());
            if (!seats.get(next).isVacant()) {
                return next;
            }
        }
        return seat;
    }

    /** The seats whose members are to keep the slot's records: the nearest ones to the right, from its own. */
    public List<Integer> holders(int slot) {
        return nearest(slot, copies, seat -> !seats.get(seat).isVacant());
    }

    private List<Integer> nearest(int slot, int most, IntPredicate taken) {
        List<Integer> found = new ArrayList<>();
        for (int step = 0; step < seats.size() && found.size() < most; step++) {
            int seat = (slot + step) % seats.size();
            if (taken.test(seat)) {
                found.add(seat);
            }
        }
        return found;
    }

    /** The seat whose member answers for the slot; -1 if the slot is lost. */
    public int server(int slot) {
        List<Integer> complete = seats.get(slot).complete();
        return nearest(slot, 1, complete::contains).stream().findFirst().orElse(-1);
    }

    /** Another member that has all records of the slot: the nearest one to the right; -1 if there is none. */
    public int source(int slot, int notSeat) {
        List<Integer> complete = seats.get(slot).complete();
        return nearest(slot, 1, seat -> seat != notSeat && complete.contains(seat)).stream()
                .findFirst()
                .orElse(-1);
    }

    /** The slots whose records nobody has. */
    public List<Integer> lost() {
        return IntStream.range(0, seats.size())
                .filter(slot -> seats.get(slot).complete().isEmpty())
                .boxed()
                .toList();
    }

    /** What has become of a slot. */
    public SlotState state(int slot) {
        int server = server(slot);
        return server < 0 ? SlotState.LOST : server == slot ? SlotState.SERVED : SlotState.VACANT;
    }

    /** Whether every holder has all that it is to keep. */
    public boolean isRestored() {
        for (int slot = 0; slot < seats.size(); slot++) {
            if (!seats.get(slot).complete().containsAll(holders(slot))) {
                return false;
            }
        }
        return true;
    }

    /** The slots whose records a member is to keep. */
    public List<Integer> slotsOf(int seat) {
        List<Integer> slots = new ArrayList<>();
        for (int slot = 0; slot < seats.size(); slot++) {
            if (holders(slot).contains(seat)) {
                slots.add(slot);
            }
        }
        return slots;
    }

    /** The 64 bits of the link from a seat to its right neighbour; empty while it is the one that the ring was built with. */
    public OptionalLong linkOf(int seat) {
        long wired = seats.get(seat).wired();
        return wired == 0 ? OptionalLong.empty() : OptionalLong.of(mixed(key + mixed(wired) + seat));
    }

    /** The 64 bits of the link from a seat to another one that is not its neighbour: as long as both members have their seats. */
    public long linkOf(int from, int to) {
        long members = mixed(seats.get(from).seated()) + 3 * mixed(seats.get(to).seated());
        return mixed(mixed(key + members) + ((long) from << Integer.SIZE) + to);
    }

    /** The seats that are taken. */
    public Seats taken() {
        return Seats.full(seats.size())
                .without(IntStream.range(0, seats.size())
                        .filter(seat -> seats.get(seat).isVacant())
                        .boxed()
                        .toList());
    }

    /** The seats of the members that have all records of the slot, in the order in which they answer: from its own to the right. */
    public List<Integer> servers(int slot) {
        List<Integer> complete = seats.get(slot).complete();
        return nearest(slot, complete.size(), complete::contains);
    }

    /** The finalizer of SplitMix64. */
    private static long mixed(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** A member is gone, and all that it kept. */
    public RingView without(String user, long epoch) {
        int gone = seatOf(user);
        List<Seat> after = new ArrayList<>();
        for (int seat = 0; seat < seats.size(); seat++) {
            Seat before = seats.get(seat);
            List<Integer> complete =
                    before.complete().stream().filter(other -> other != gone).toList();
            after.add(seat == gone ? new Seat("", user, 0, 0, complete) : before.with(complete));
        }
        return changed(after, epoch);
    }

    /** A user takes a vacant seat, and has no records yet. */
    public RingView with(int seat, String user, long epoch) {
        List<Seat> after = new ArrayList<>(seats);
        after.set(seat, new Seat(user, "", epoch, epoch, seats.get(seat).complete()));
        return changed(after, epoch);
    }

    /**
     * A member has all records of these slots. What it is not to keep is left out, unless nobody else has it; nothing new gives the
     * same view.
     */
    public RingView completed(String user, List<Integer> slots, long epoch) {
        int holder = seatOf(user);
        List<Seat> after = new ArrayList<>();
        for (int slot = 0; slot < seats.size(); slot++) {
            Seat before = seats.get(slot);
            List<Integer> holders = holders(slot);
            boolean adds = slots.contains(slot)
                    && holder >= 0
                    && (holders.contains(holder) || before.complete().isEmpty())
                    && !before.complete().contains(holder);
            after.add(adds ? before.with(nearestComplete(slot, before.complete(), holder)) : before);
        }
        return after.equals(seats) ? this : new RingView(generation, key, epoch, copies, overlay, after);
    }

    /** Of more than there are copies, the nearest. */
    private List<Integer> nearestComplete(int slot, List<Integer> before, int added) {
        return nearest(slot, copies, seat -> seat == added || before.contains(seat));
    }

    /** A seat whose right neighbour is another one than before, or has come anew, is wired anew. */
    private RingView changed(List<Seat> after, long epoch) {
        RingView changed = new RingView(generation, key, epoch, copies, overlay, after);
        List<Seat> wired = new ArrayList<>();
        for (int seat = 0; seat < after.size(); seat++) {
            Seat now = after.get(seat);
            int right = changed.rightOf(seat);
            boolean same = right == rightOf(seat)
                    && now.seated() == seats.get(seat).seated()
                    && after.get(right).seated() == seats.get(right).seated();
            wired.add(now.isVacant() || same ? now : now.wiredAt(epoch));
        }
        return new RingView(generation, key, epoch, copies, overlay, wired);
    }

    /** The same view, told once more as the ring begins to be rebuilt, so that every member knows from whom records can be had. */
    public RingView renewed(long epoch) {
        return new RingView(generation, key, epoch, copies, overlay, seats);
    }

    /** The slots whose seats are not as in an earlier view of the same ring. */
    public List<Integer> changedSince(RingView earlier) {
        return IntStream.range(0, seats.size())
                .filter(slot -> !seats.get(slot).equals(earlier.seats.get(slot)))
                .boxed()
                .toList();
    }

    /** The ring as it was built: nobody but its former member takes a vacant seat. */
    public RingView asBuilt() {
        List<String> users = seats.stream()
                .map(seat -> seat.isVacant() ? seat.former() : seat.user())
                .toList();
        return built(generation, key, generation, copies, overlay, users);
    }

    /** Whether the members of such a ring are introduced to each other as it is built: not in the handout's, unless it is large. */
    public static boolean isIntroduced(Overlay overlay, int slots) {
        return overlay != Overlay.RING || slots > UNINTRODUCED_MAX;
    }

    /** Whether there is a slot whose records nobody has. */
    public boolean isAnyLost() {
        return !lost().isEmpty();
    }

    /** The same members, all wired anew: what was under way in the ring has failed. */
    public RingView rewired(long epoch) {
        List<Seat> wired = new ArrayList<>();
        seats.forEach(seat -> wired.add(seat.isVacant() ? seat : seat.wiredAt(epoch)));
        return new RingView(generation, key, epoch, copies, overlay, wired);
    }
}
