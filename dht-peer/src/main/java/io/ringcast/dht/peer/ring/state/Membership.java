package io.ringcast.dht.peer.ring.state;

import io.ringcast.protocol.dht.Member;

/**
 * A node's place in the ring.
 *
 * @param node its id
 * @param ring number of nodes
 * @param epoch of the manager when it chose the members; 0 if it counts none
 * @param view epoch of the latest view of the ring that it has taken; that of the members' choice if it has taken none
 */
public record Membership(int node, int ring, Member left, Member right, long epoch, long view) {
    /** A place in a ring that is being built. */
    public Membership(int node, int ring, Member left, Member right, long epoch) {
        this(node, ring, left, right, epoch, epoch);
    }

    /** Whether this node loads the dataset. */
    public boolean isLeader() {
        return node == 0;
    }

    /** Whether the right neighbour is the leader. */
    public boolean isLast() {
        return node == ring - 1;
    }

    /** The highest epoch of which this place knows. */
    public long latest() {
        return Math.max(epoch, view);
    }

    Membership rebuiltIn(long newEpoch) {
        return new Membership(node, ring, left, right, newEpoch, view);
    }

    Membership viewedAt(long since) {
        return new Membership(node, ring, left, right, epoch, since);
    }

    Membership renumbered(int newNode, int newRing) {
        return new Membership(newNode, newRing, left, right, epoch, view);
    }

    Membership withLeft(Member newLeft) {
        return new Membership(node, ring, newLeft, right, epoch, view);
    }

    Membership withRight(Member newRight) {
        return new Membership(node, ring, left, newRight, epoch, view);
    }
}
