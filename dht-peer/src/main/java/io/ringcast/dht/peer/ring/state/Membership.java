package io.ringcast.dht.peer.ring.state;

import io.ringcast.protocol.dht.Member;

/**
 * A node's place in the ring.
 *
 * @param node its id
 * @param ring number of nodes
 */
public record Membership(int node, int ring, Member left, Member right) {
    /** Whether this node loads the dataset. */
    public boolean isLeader() {
        return node == 0;
    }

    /** Whether the right neighbour is the leader. */
    public boolean isLast() {
        return node == ring - 1;
    }

    Membership renumbered(int newNode, int newRing) {
        return new Membership(newNode, newRing, left, right);
    }

    Membership withLeft(Member newLeft) {
        return new Membership(node, ring, newLeft, right);
    }

    Membership withRight(Member newRight) {
        return new Membership(node, ring, left, newRight);
    }
}
