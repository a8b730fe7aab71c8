package io.ringcast.replication.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberAttributes;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.Chain;
import io.ringcast.replication.log.Lineage;
import io.ringcast.replication.simulation.Examples;
import io.ringcast.replication.wire.ReplicaMessage.Announce;
import io.ringcast.replication.wire.ReplicaMessage.Install;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconciliationTests {
    private static final MemberId A = member("a1", MemberAttributes.LEVEL);
    private static final MemberId B = member("b1", MemberAttributes.LEVEL);
    private static final MemberId C = member("c1", MemberAttributes.LEVEL);
    private static final GroupView VIEW = new GroupView("v9", List.of(A, B, C));
    private static final Lineage FIRST =
            Lineage.NONE.then(new Epoch(1, "a1"), 0).opened();
    private static final Lineage SECOND = FIRST.then(new Epoch(2, "b1"), 5).opened();

    private static final ViewChangeSettings MAJORITY = new ViewChangeSettings(2, 1_000);

    private static MemberId member(String id, int level) {
        return new MemberId(id, id.substring(0, 1), new MemberAttributes(level, 2, 0));
    }

    private static Announce at(Lineage lineage, long index, String history) {
        return new Announce(
                "v9", lineage, index, Chain.ofGenesis(Examples.bytes(history).bytes()));
    }

    private static final Announce NOTHING = new Announce("v9", Lineage.NONE, 0, Chain.NONE);

    private static Reconciliation announced(long lastCounter, Announce a, Announce b, Announce c) {
        var reconciliation = new Reconciliation(VIEW, lastCounter, 0);
        reconciliation.announced(A, a);
        reconciliation.announced(B, b);
        assertThat(reconciliation.isComplete()).isFalse();
        reconciliation.announced(C, c);
        assertThat(reconciliation.isComplete()).isTrue();
        return reconciliation;
    }

    @Test
    void ofTwoInTheSameEpochTheLongerLogGoesOn() {
        Install install = announced(0, at(FIRST, 7, "x"), at(FIRST, 9, "y"), at(FIRST, 9, "y"))
                .install();
        assertThat(install.source()).isEqualTo("b1");
        assertThat(install.index()).isEqualTo(9);
        assertThat(install.behind()).containsExactly("a1");
        assertThat(install.epoch()).isEqualTo(new Epoch(2, "a1"));
    }

    @Test
    void aNewerOpenEpochGoesBeforeALongerLog() {
        Install install =
                announced(0, at(FIRST, 20, "x"), at(SECOND, 9, "y"), NOTHING).install();
        assertThat(install.source()).isEqualTo("b1");
        assertThat(install.behind()).containsExactly("a1", "c1");
    }

    @Test
    void anEpochThatOnlyItsCoordinatorEverBeganDoesNotWin() {
        Lineage lonely = FIRST.then(new Epoch(11, "a1"), 7);
        Install install = announced(0, at(lonely, 7, "x"), at(SECOND, 6, "y"), at(SECOND, 6, "y"))
                .install();
        assertThat(install.source()).isEqualTo("b1");
        assertThat(install.epoch()).isEqualTo(new Epoch(12, "a1"));
    }

    @Test
    void sameIndexWithAnotherHistoryIsBehind() {
        Install install = announced(0, at(FIRST, 7, "x"), at(FIRST, 7, "other"), at(FIRST, 7, "x"))
                .install();
        assertThat(install.source()).isEqualTo("a1");
        assertThat(install.behind()).containsExactly("b1");
    }

    @Test
    void aCounterIsNeverGivenTwice() {
        Install install = announced(40, at(FIRST, 7, "x"), NOTHING, NOTHING).install();
        assertThat(install.epoch().counter()).isEqualTo(41);
        assertThat(announced(40, NOTHING, NOTHING, NOTHING)
                        .genesis(0, Examples.CHAIN)
                        .epoch()
                        .counter())
                .isEqualTo(41);
    }

    @Test
    void anEmptyDiskDoesNotCountTowardsMinMembersOnceSomethingWasChanged() {
        assertThat(announced(0, at(FIRST, 7, "x"), NOTHING, NOTHING).isSufficient(2))
                .isFalse();
        assertThat(announced(0, at(FIRST, 7, "x"), at(FIRST, 7, "x"), NOTHING).isSufficient(2))
                .isTrue();
    }

    @Test
    void whileNoEpochWasEverOpenAnEmptyDiskCounts() {
        assertThat(announced(0, NOTHING, NOTHING, NOTHING).isSufficient(3)).isTrue();
        Lineage begun = Lineage.NONE.then(new Epoch(1, "a1"), 0);
        assertThat(announced(0, at(begun, 0, "x"), NOTHING, NOTHING).isSufficient(3))
                .isTrue();
        assertThat(announced(0, at(begun, 0, "x"), NOTHING, NOTHING).isGenesis())
                .isFalse();
        assertThat(announced(0, at(FIRST, 0, "x"), NOTHING, NOTHING).isSufficient(2))
                .as("the others may have been in that epoch, and have lost what it brought")
                .isFalse();
    }

    @Test
    void whoIsNotInTheViewIsNotHeard() {
        var reconciliation = new Reconciliation(new GroupView("v9", List.of(A)), 0, 0);
        reconciliation.announced(B, at(SECOND, 9, "y"));
        assertThat(reconciliation.isComplete()).isFalse();
    }

    private static Reconciliation quorum(GroupView view, Announce a, Announce b) {
        var reconciliation = new Reconciliation(view, 0, 5_000);
        reconciliation.announced(view.members().get(0), a);
        reconciliation.announced(view.members().get(1), b);
        return reconciliation;
    }

    @Test
    void aMajorityGoesOnWithoutASilentMemberWhenTheTimeIsOver() {
        var two = quorum(VIEW, at(FIRST, 7, "x"), at(FIRST, 6, "y"));
        assertThat(two.isDue(MAJORITY, 5_999)).isFalse();
        assertThat(two.isDue(MAJORITY, 6_000)).isTrue();
        Install install = two.install();
        assertThat(install.source()).isEqualTo("a1");
        assertThat(install.behind()).containsExactly("b1", "c1");
        assertThat(install.voters()).containsExactly("a1", "b1");
        assertThat(install.isVoter(C)).isFalse();
    }

    @Test
    void withMinMembersOneAllAreWaitedFor() {
        var two = quorum(VIEW, at(FIRST, 7, "x"), at(FIRST, 7, "x"));
        assertThat(two.isDue(new ViewChangeSettings(1, 1_000), 1_000_000)).isFalse();
    }

    @Test
    void amongMoreServersThanMinMembersAreAMajorityOfAllAreWaitedFor() {
        var four = new GroupView("v9", List.of(A, B, C, member("d1", 1)));
        var two = quorum(four, at(FIRST, 7, "x"), at(FIRST, 7, "x"));
        assertThat(two.isDue(MAJORITY, 1_000_000)).isFalse();
    }

    @Test
    void aMemberThatHoldsNoStateIsNoPartOfAQuorum() {
        assertThat(quorum(VIEW, at(FIRST, 7, "x"), NOTHING).isDue(MAJORITY, 1_000_000))
                .isFalse();
        assertThat(quorum(VIEW, NOTHING, NOTHING).isDue(MAJORITY, 1_000_000)).isFalse();
    }

    @Test
    void whileAMemberOfRelease010IsThereAllAreWaitedFor() {
        var mixed = new GroupView("v9", List.of(A, B, member("c1", 0)));
        assertThat(quorum(mixed, at(FIRST, 7, "x"), at(FIRST, 7, "x")).isDue(MAJORITY, 1_000_000))
                .isFalse();
    }
}
