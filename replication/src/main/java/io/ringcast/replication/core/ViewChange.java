package io.ringcast.replication.core;

import static java.util.Objects.requireNonNull;

import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.Levels;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.EpochHistory;
import io.ringcast.replication.log.HashChain;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.wire.ReplicaMessage.DoViewChange;
import io.ringcast.replication.wire.ReplicaMessage.StartView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The leader's side of a view change: collects each member's position, and decides from which log all continue.
 *
 * <p>A member that has announced its position applies nothing more of its old epoch. So when all have announced, the longest
 * log contains every change whose outcome any of them may have told (Viewstamped Replication Revisited §4.2, with all members
 * of the view in place of a quorum).
 *
 * <p>If min-members is a majority, that many members with a state suffice when others stay silent: at least one of them has
 * stored every change that was answered. ADR 7 gives the argument, and explains why only members that announced count towards
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

    /** Whether to decide now. */
    boolean isDue(ViewChangeSettings settings, long nowMillis) {
        return isComplete()
                || (nowMillis - sinceMillis >= settings.announceMillis() && isQuorum(settings.minMembers()));
    }

    /**
     * Whether the members that announced intersect every quorum: each change that was answered is then stored by at least one of
     * them, whatever the silent members have. A member without a state may have lost its disk, so it does not count.
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
     * Whether enough members have a state, once all have announced. A member with an empty disk may have lost it, so it does not
     * count. All members count while none has seen an open epoch: without one, nothing was ever changed.
     */
    boolean isSufficient(int minMembers) {
        boolean nothingYet =
                announced.values().stream().allMatch(a -> a.epochs().openEpoch().equals(Epoch.NONE));
        return (nothingYet ? announced.size() : holders()) >= minMembers;
    }

    boolean isGenesis() {
        return announced.values().stream().allMatch(a -> a.epochs().isEmpty());
    }

    /**
     * The decision.
     *
     * @param own the leader's state, with which the first epoch of a new group begins
     */
    StartView startView(@Nullable ReplicaState<?, ?> own) {
        return isGenesis() && own != null ? genesis(own.index(), own.chain()) : startView();
    }

    /** The first epoch of a new group, which begins with the leader's own state. */
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
     * Picks the history that survives: that of the member with the newest open epoch, then the highest index, then the first
     * place in the view.
     *
     * <p>It compares the newest <em>open</em> epoch. An epoch that only a few members began must not win over one in which
     * clients were answered. The epoch of the last change does not serve either: in an epoch without changes of its own, clients
     * may have been told the outcomes of older ones. (Raft has this second problem in §5.4.2, and solves it with an empty entry at
     * the beginning of each term.)
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
