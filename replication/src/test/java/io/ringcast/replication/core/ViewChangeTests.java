package io.ringcast.replication.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberAttributes;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.EpochHistory;
import io.ringcast.replication.log.HashChain;
import io.ringcast.replication.simulation.slots.Examples;
import io.ringcast.replication.wire.ReplicaMessage.DoViewChange;
import io.ringcast.replication.wire.ReplicaMessage.StartView;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewChangeTests {
    private static final MemberId A = member("a1", MemberAttributes.LEVEL);
    private static final MemberId B = member("b1", MemberAttributes.LEVEL);
    private static final MemberId C = member("c1", MemberAttributes.LEVEL);
    private static final GroupView VIEW = new GroupView("v9", List.of(A, B, C));
    private static final EpochHistory FIRST =
            EpochHistory.NONE.then(new Epoch(1, "a1"), 0).opened();
    private static final EpochHistory SECOND = FIRST.then(new Epoch(2, "b1"), 5).opened();

    private static final ViewChangeSettings MAJORITY = new ViewChangeSettings(2, 1_000);

    private static MemberId member(String id, int level) {
        return new MemberId(id, id.substring(0, 1), new MemberAttributes(level, 2, 0));
    }

    private static DoViewChange at(EpochHistory epochs, long index, String history) {
        return new DoViewChange(
                "v9", epochs, index, HashChain.ofGenesis(Examples.bytes(history).bytes()));
    }

    private static final DoViewChange NOTHING = new DoViewChange("v9", EpochHistory.NONE, 0, HashChain.NONE);

    private static ViewChange announced(long lastCounter, DoViewChange a, DoViewChange b, DoViewChange c) {
        var viewChange = new ViewChange(VIEW, lastCounter, 0);
        viewChange.announced(A, a);
        viewChange.announced(B, b);
        assertThat(viewChange.isComplete()).isFalse();
        viewChange.announced(C, c);
        assertThat(viewChange.isComplete()).isTrue();
        return viewChange;
    }

    @Test
    void ofTwoInTheSameEpochTheLongerLogGoesOn() {
        StartView startView = announced(0, at(FIRST, 7, "x"), at(FIRST, 9, "y"), at(FIRST, 9, "y"))
                .startView();
        assertThat(startView.source()).isEqualTo("b1");
        assertThat(startView.index()).isEqualTo(9);
        assertThat(startView.behind()).containsExactly("a1");
        assertThat(startView.epoch()).isEqualTo(new Epoch(2, "a1"));
    }

    @Test
    void aNewerOpenEpochGoesBeforeALongerLog() {
        StartView startView =
                announced(0, at(FIRST, 20, "x"), at(SECOND, 9, "y"), NOTHING).startView();
        assertThat(startView.source()).isEqualTo("b1");
        assertThat(startView.behind()).containsExactly("a1", "c1");
    }

    @Test
    void anEpochThatOnlyItsCoordinatorEverBeganDoesNotWin() {
        EpochHistory lonely = FIRST.then(new Epoch(11, "a1"), 7);
        StartView startView = announced(0, at(lonely, 7, "x"), at(SECOND, 6, "y"), at(SECOND, 6, "y"))
                .startView();
        assertThat(startView.source()).isEqualTo("b1");
        assertThat(startView.epoch()).isEqualTo(new Epoch(12, "a1"));
    }

    @Test
    void sameIndexWithAnotherHistoryIsBehind() {
        StartView startView = announced(0, at(FIRST, 7, "x"), at(FIRST, 7, "other"), at(FIRST, 7, "x"))
                .startView();
        assertThat(startView.source()).isEqualTo("a1");
        assertThat(startView.behind()).containsExactly("b1");
    }

    @Test
    void aCounterIsNeverGivenTwice() {
        StartView startView = announced(40, at(FIRST, 7, "x"), NOTHING, NOTHING).startView();
        assertThat(startView.epoch().counter()).isEqualTo(41);
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
        EpochHistory begun = EpochHistory.NONE.then(new Epoch(1, "a1"), 0);
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
        var viewChange = new ViewChange(new GroupView("v9", List.of(A)), 0, 0);
        viewChange.announced(B, at(SECOND, 9, "y"));
        assertThat(viewChange.isComplete()).isFalse();
    }

    private static ViewChange quorum(GroupView view, DoViewChange a, DoViewChange b) {
        var viewChange = new ViewChange(view, 0, 5_000);
        viewChange.announced(view.members().get(0), a);
        viewChange.announced(view.members().get(1), b);
        return viewChange;
    }

    @Test
    void aMajorityGoesOnWithoutASilentMemberWhenTheTimeIsOver() {
        var two = quorum(VIEW, at(FIRST, 7, "x"), at(FIRST, 6, "y"));
        assertThat(two.isDue(MAJORITY, 5_999)).isFalse();
        assertThat(two.isDue(MAJORITY, 6_000)).isTrue();
        StartView startView = two.startView();
        assertThat(startView.source()).isEqualTo("a1");
        assertThat(startView.behind()).containsExactly("b1", "c1");
        assertThat(startView.voters()).containsExactly("a1", "b1");
        assertThat(startView.isVoter(C)).isFalse();
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
