package io.ringcast.replication.core;

import static java.util.Objects.requireNonNull;

import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.Levels;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.EpochHistory;
import io.ringcast.replication.log.HashChain;
import io.ringcast.replication.wire.ReplicaMessage.DoViewChange;
import io.ringcast.replication.wire.ReplicaMessage.StartView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The leader's side of a view change: collects where each member of the view stands, and decides where all go on.
 *
 * <p>A member that announces stands still: it applies nothing more of its old epoch. So when all have announced, the
 * furthest of them has everything that any of them has ever answered for. (Viewstamped Replication Revisited §4.2, with
 * the members of the view in place of a quorum.)
 *
 * <p>With a majority as min-members, so many members that hold a state are enough when others stay silent: at least one
 * of them stored whatever was ever answered. ADR 7 has the argument, and says why only members that announced count for
 * what the new epoch commits.
 */
final class ViewChange {
    private final GroupView view;
    private final long lastCounter;
    private final long sinceMillis;
    private final Map<MemberId, DoViewChange> announced = new HashMap<>();

    /**
     * @param lastCounter of the last epoch that this leader decided, whether or not anybody began it
     * @param sinceMillis when the view was installed
     */
    ViewChange(GroupView view, long lastCounter, long sinceMillis) {
        this.view = view;
        this.lastCounter = lastCounter;
        this.sinceMillis = sinceMillis;
    }

    void announced(MemberId member, DoViewChange announce) {
        if (view.members().contains(member)) {
            announced.put(member, announce);
        }
    }

    boolean isComplete() {
        return announced.size() == view.members().size();
    }

    /** Whether the decision need not wait any longer. */
    boolean isDue(ViewChangeSettings settings, long nowMillis) {
        return isComplete()
                || (nowMillis - sinceMillis >= settings.announceMillis() && isQuorum(settings.minMembers()));
    }

    /**
     * Whether what the silent members have stored cannot have been answered unless a member that has announced stored it,
     * too: any min-members servers have one in common with those that announced. A member that holds no state may have
     * lost it, so it does not count.
     */
    boolean isQuorum(int minMembers) {
        return 2 * minMembers > view.members().size()
                && holders() >= minMembers
                && view.level() >= Levels.QUORUM_VIEW_CHANGE;
    }

    private long holders() {
        return announced.values().stream().filter(a -> !a.epochs().isEmpty()).count();
    }

    /**
     * When all have announced: whether the members that bring a state are as many as it takes. A member with an empty disk
     * may be one that lost it, so it does not count; only while none of them has seen an epoch open, in which alone
     * something can have been changed, all count.
     */
    boolean isSufficient(int minMembers) {
        boolean nothingYet =
                announced.values().stream().allMatch(a -> a.epochs().openEpoch().equals(Epoch.NONE));
        return (nothingYet ? announced.size() : holders()) >= minMembers;
    }

    boolean isGenesis() {
        return announced.values().stream().allMatch(a -> a.epochs().isEmpty());
    }

    /** The first epoch of all: the leader's own files are the state. */
    StartView genesis(long index, HashChain chain) {
        MemberId leader = view.leader();
        List<String> others = new ArrayList<>();
        view.members().stream().skip(1).forEach(m -> others.add(m.id()));
        return new StartView(
                view.id(),
                new Epoch(lastCounter + 1, leader.id()),
                EpochHistory.NONE,
                index,
                chain,
                leader.id(),
                others);
    }

    /**
     * All go on from the position of the furthest member that announced; of several, the one that comes first in the view.
     *
     * <p>Ranked by the newest <em>open</em> epoch, not by the newest: one that only a few members ever began must not
     * win over one in which clients were answered. Nor by the epoch of the last change, since clients may have been told
     * of older changes in an epoch that made none itself. (Raft §5.4.2 has the second problem, and solves it by an
     * empty entry at the beginning of each term.)
     */
    StartView startView() {
        List<MemberId> voters =
                view.members().stream().filter(announced::containsKey).toList();
        MemberId source = voters.stream()
                .max(Comparator.comparing(
                                (MemberId m) -> announcement(m).epochs().openEpoch())
                        .thenComparingLong(m -> announcement(m).index())
                        .thenComparing(m -> !announcement(m).epochs().isEmpty())
                        .thenComparingInt(m -> -view.members().indexOf(m)))
                .orElseThrow();
        DoViewChange best = announcement(source);
        List<String> behind = new ArrayList<>();
        long counter = lastCounter;
        for (MemberId member : view.members()) {
            DoViewChange announce = announced.get(member);
            if (announce == null || !isSame(announce, best)) {
                behind.add(member.id());
            }
            if (announce != null) {
                counter = Math.max(counter, announce.epochs().epoch().counter());
            }
        }
        var epoch = new Epoch(counter + 1, view.leader().id());
        List<String> named =
                isComplete() ? List.of() : voters.stream().map(MemberId::id).toList();
        return new StartView(view.id(), epoch, best.epochs(), best.index(), best.chain(), source.id(), behind, named);
    }

    private static boolean isSame(DoViewChange announce, DoViewChange best) {
        return announce.index() == best.index()
                && announce.chain().equals(best.chain())
                && !announce.epochs().isEmpty();
    }

    private DoViewChange announcement(MemberId member) {
        return requireNonNull(announced.get(member), "decided before it announced");
    }
}
