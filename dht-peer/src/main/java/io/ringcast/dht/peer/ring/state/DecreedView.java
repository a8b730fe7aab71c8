package io.ringcast.dht.peer.ring.state;

import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.PresenceMessage;
import io.ringcast.protocol.link.LinkId;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.overlay.Seats;
import io.ringcast.protocol.view.RingView;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A view that the managers have decreed, with where its members are; or the ring as the leader has introduced it. Immutable. */
public final class DecreedView implements ViewNews {
    /**
     * How a view differs from an earlier one.
     *
     * @param generation epoch in which the members were chosen
     * @param key of the view's links
     * @param base epoch in which the earlier view began; the generation: the ring as it was built
     * @param since epoch in which this one began
     * @param slots how many seats there are
     * @param seats those that are not as they were, by slot
     */
    public record Change(
            long generation,
            long key,
            long base,
            long since,
            int copies,
            Overlay overlay,
            int slots,
            Map<Integer, PresenceMessage.SeatedMember> seats)
            implements ViewNews {
        /** Copies the seats. */
        public Change {
            seats = Map.copyOf(seats);
        }

        /**
         * Whether it is told of what has changed since that view. Managers that have lost their store count epochs anew: the key tells
         * their rings from those of before.
         */
        public boolean follows(RingView view) {
            return key == view.key()
                    && generation == view.generation()
                    && base == view.since()
                    && slots == view.seats().size();
        }

        /** Whether it is told of what has changed since a ring of so many members was built. */
        public boolean followsTheBuilding(int ring) {
            return base == generation && slots == ring;
        }
    }

    private final RingView view;
    private final Map<String, Member> members;
    private final Seats taken;

    /** @param members by user: those that have a seat */
    public DecreedView(RingView view, Map<String, Member> members) {
        this.view = view;
        this.members = Map.copyOf(members);
        this.taken = view.taken();
    }

    /** Who has which seat. */
    public RingView view() {
        return view;
    }

    /** The members by user. */
    public Map<String, Member> members() {
        return members;
    }

    /** Which seats are taken. */
    public Seats taken() {
        return taken;
    }

    /** A ring as it is built, of which the managers have told nothing yet. */
    public static DecreedView introduced(Overlay overlay, LinkId key, int copies, List<Member> ring) {
        List<String> users = ring.stream().map(Member::user).toList();
        return new DecreedView(
                RingView.built(0, Long.parseUnsignedLong(key.value(), 16), 0, copies, overlay, users),
                ring.stream().collect(Collectors.toMap(Member::user, Function.identity())));
    }

    /** The view after a change of it. */
    public DecreedView changedBy(Change change) {
        List<RingView.Seat> seats = new ArrayList<>(view.seats());
        Map<String, Member> left = new HashMap<>(members);
        change.seats().keySet().forEach(slot -> left.remove(seats.get(slot).user()));
        change.seats().forEach((slot, seated) -> {
            seats.set(slot, seated.seat());
            Member member = seated.member();
            if (member != null) {
                left.put(member.user(), member);
            }
        });
        return new DecreedView(
                new RingView(
                        change.generation(), change.key(), change.since(), change.copies(), change.overlay(), seats),
                left);
    }

    /** The ring as it was built, as the managers see it: it has a generation, and another key. */
    DecreedView builtAs(Change change) {
        List<String> users = view.seats().stream().map(RingView.Seat::user).toList();
        long generation = change.generation();
        return new DecreedView(
                RingView.built(generation, change.key(), generation, change.copies(), change.overlay(), users),
                members);
    }

    /** The member in a seat that is taken. */
    public Member member(int seat) {
        return Objects.requireNonNull(members.get(view.seats().get(seat).user()), "a view comes with its members");
    }

    /** The members in ring order, the one of this user first. */
    public List<Member> from(String user) {
        int first = view.seatOf(user);
        int slots = view.seats().size();
        return IntStream.range(0, slots)
                .map(step -> (first + step) % slots)
                .filter(this::isTaken)
                .mapToObj(this::member)
                .toList();
    }

    boolean isTaken(int seat) {
        return seat < taken.size() && taken.isTaken(seat);
    }

    LinkId linkOf(int from, int to) {
        return LinkId.of(view.linkOf(from, to));
    }

    /** The seat of the member that sends frames from there; -1 if none does. */
    int senderAt(InetSocketAddress address) {
        return IntStream.range(0, taken.size())
                .filter(seat -> isTaken(seat) && member(seat).sendsFrom(address))
                .findFirst()
                .orElse(-1);
    }
}
