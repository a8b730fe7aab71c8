package io.ringcast.reservation.server.replication;

import io.ringcast.reservation.server.replication.ReplicaMessage.Announce;
import io.ringcast.reservation.server.replication.ReplicaMessage.Install;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The coordinator's side of a view change: collects where each member of the view stands, and decides where all go on.
 *
 * <p>Who announces stands still: it applies nothing more of its old epoch. So when all have announced, the furthest of
 * them has everything that any of them has ever answered for. (Viewstamped Replication Revisited §4.2, with the members
 * of the view in place of a quorum.)
 */
final class Reconciliation {
    private final GroupView view;
    private final long lastCounter;
    private final Map<MemberId, Announce> announced = new HashMap<>();

    /** @param lastCounter of the last epoch that this coordinator decided, whether or not anybody began it */
    Reconciliation(GroupView view, long lastCounter) {
        this.view = view;
        this.lastCounter = lastCounter;
    }

    void announced(MemberId member, Announce announce) {
        if (view.members().contains(member)) {
            announced.put(member, announce);
        }
    }

    boolean isComplete() {
        return announced.size() == view.members().size();
    }

    /**
     * Whether the members that bring a state are as many as it takes. A member with an empty disk may be one that lost
     * it, so it does not count; only while no change was ever made can nothing have been lost.
     */
    boolean isSufficient(int minMembers) {
        long holders =
                announced.values().stream().filter(a -> !a.lineage().isEmpty()).count();
        boolean nothingYet = announced.values().stream().allMatch(a -> a.index() == 0);
        return (nothingYet ? announced.size() : holders) >= minMembers;
    }

    boolean isGenesis() {
        return announced.values().stream().allMatch(a -> a.lineage().isEmpty());
    }

    /** The first epoch of all: the coordinator's own files are the state. */
    Install genesis(long index, Chain chain) {
        MemberId coordinator = view.coordinator();
        List<String> others = new ArrayList<>();
        view.members().stream().skip(1).forEach(m -> others.add(m.id()));
        return new Install(
                view.id(),
                new Epoch(lastCounter + 1, coordinator.id()),
                Lineage.NONE,
                index,
                chain,
                coordinator.id(),
                others);
    }

    /**
     * All go on from the furthest member's position; of several, the one that comes first in the view.
     *
     * <p>Ranked by the newest <em>open</em> epoch, not by the newest: one that only a few members ever began must not
     * win over one in which clients were answered. Nor by the epoch of the last change, since clients may have been told
     * of older changes in an epoch that made none itself. (Raft §5.4.2 has the second problem, and solves it by an
     * empty entry at the beginning of each term.)
     */
    Install install() {
        MemberId source = view.members().stream()
                .max(Comparator.comparing(
                                (MemberId m) -> announcement(m).lineage().openEpoch())
                        .thenComparingLong(m -> announcement(m).index())
                        .thenComparing(m -> !announcement(m).lineage().isEmpty())
                        .thenComparingInt(m -> -view.members().indexOf(m)))
                .orElseThrow();
        Announce best = announcement(source);
        List<String> behind = new ArrayList<>();
        long counter = lastCounter;
        for (MemberId member : view.members()) {
            Announce announce = announcement(member);
            counter = Math.max(counter, announce.lineage().epoch().counter());
            boolean same = announce.index() == best.index()
                    && announce.chain().equals(best.chain())
                    && !announce.lineage().isEmpty();
            if (!same) {
                behind.add(member.id());
            }
        }
        var epoch = new Epoch(counter + 1, view.coordinator().id());
        return new Install(view.id(), epoch, best.lineage(), best.index(), best.chain(), source.id(), behind);
    }

    private Announce announcement(MemberId member) {
        Announce announce = announced.get(member);
        if (announce == null) {
            throw new IllegalStateException("decided before %s announced".formatted(member));
        }
        return announce;
    }
}
