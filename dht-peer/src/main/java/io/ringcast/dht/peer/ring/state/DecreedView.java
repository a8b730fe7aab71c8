package io.ringcast.dht.peer.ring.state;

import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.link.LinkId;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.view.RingView;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A view that the managers have decreed, with where its members are; or the ring as the leader has introduced it.
 *
 * @param members by user
 */
public record DecreedView(RingView view, Map<String, Member> members) {
    /** Copies the members. */
    public DecreedView {
        members = Map.copyOf(members);
    }

    /** A ring as it is built, of which the managers have told nothing yet. */
    public static DecreedView introduced(Overlay overlay, LinkId key, int copies, List<Member> ring) {
        List<String> users = ring.stream().map(Member::user).toList();
        return new DecreedView(
                RingView.built(0, Long.parseUnsignedLong(key.value(), 16), 0, copies, overlay, users),
                ring.stream().collect(Collectors.toMap(Member::user, Function.identity())));
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
        return seat < view.seats().size() && !view.seats().get(seat).isVacant();
    }

    LinkId linkOf(int from, int to) {
        return LinkId.of(view.linkOf(from, to));
    }

    /** The seat of the member that sends frames from there; -1 if none does. */
    int senderAt(InetSocketAddress address) {
        return IntStream.range(0, view.seats().size())
                .filter(seat -> isTaken(seat) && member(seat).toRight().equals(address))
                .findFirst()
                .orElse(-1);
    }
}
