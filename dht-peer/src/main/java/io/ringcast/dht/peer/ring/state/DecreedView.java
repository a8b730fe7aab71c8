package io.ringcast.dht.peer.ring.state;

import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.view.RingView;
import java.util.Map;
import java.util.Objects;

/**
 * A view that the managers have decreed, with where its members are.
 *
 * @param members by user
 */
public record DecreedView(RingView view, Map<String, Member> members) {
    /** Copies the members. */
    public DecreedView {
        members = Map.copyOf(members);
    }

    /** The member in a seat that is taken. */
    public Member member(int seat) {
        return Objects.requireNonNull(members.get(view.seats().get(seat).user()), "a view comes with its members");
    }
}
