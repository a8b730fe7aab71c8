package io.ringcast.replication.jgroups;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnreachableMembersTests {
    private final UnreachableMembers<String> members = new UnreachableMembers<>(60);

    @Test
    void aMemberThatIsConnectedToIsNotToldOf() {
        members.attempted("s2", true);
        assertThat(members.isToBeTold("s2", 1)).isFalse();
    }

    @Test
    void aMemberThatWasReachedAtTheThirdAttemptIsNotToldOf() {
        members.attempted("s2", false);
        assertThat(members.isToBeTold("s2", 1)).isFalse();
        members.attempted("s2", false);
        assertThat(members.isToBeTold("s2", 2)).isFalse();
        members.attempted("s2", true);
        assertThat(members.isToBeTold("s2", 3)).isFalse();
        members.attempted("s2", false);
        assertThat(members.isToBeTold("s2", 4)).isFalse();
    }

    @Test
    void aMemberThatCannotBeReachedIsToldOfAndAgainAfterAWhile() {
        fail("s2");
        assertThat(members.isToBeTold("s2", 5)).isTrue();
        members.attempted("s2", false);
        assertThat(members.isToBeTold("s2", 6)).isFalse();
        assertThat(members.isToBeTold("s2", 64)).isFalse();
        assertThat(members.isToBeTold("s2", 65)).isTrue();
    }

    @Test
    void theOnlyOtherMemberIsToldOfAtOnceSinceItIsTriedOnlyOnce() {
        members.retain(List.of("s1", "s2"));
        members.attempted("s2", false);
        assertThat(members.isToBeTold("s2", 5)).isTrue();

        members.retain(List.of("s1", "s2", "s3"));
        members.attempted("s3", false);
        assertThat(members.isToBeTold("s3", 6)).isFalse();
    }

    @Test
    void aConnectionEndsIt() {
        fail("s2");
        members.attempted("s2", true);
        assertThat(members.isToBeTold("s2", 6)).isFalse();
    }

    @Test
    void whoHasLeftTheViewIsForgotten() {
        fail("s2");
        members.retain(List.of("s1", "s3", "s4"));
        assertThat(members.isToBeTold("s2", 6)).isFalse();
    }

    @Test
    void eachMemberCountsForItself() {
        fail("s2");
        assertThat(members.isToBeTold("s3", 5)).isFalse();
        assertThat(members.isToBeTold("s2", 5)).isTrue();
    }

    @Test
    void anUnreachableMemberIsKnownToLiveOnceItHasAnsweredAndUntilItIsConnectedTo() {
        fail("s2");
        assertThat(members.isKnownToLive("s2")).isFalse();
        members.isToBeTold("s2", 5);
        members.attempted("s2", false);
        assertThat(members.isKnownToLive("s2")).isTrue();
        members.attempted("s2", true);
        assertThat(members.isKnownToLive("s2")).isFalse();
    }

    private void fail(String member) {
        for (int attempt = 1; attempt <= 3; attempt++) {
            members.attempted(member, false);
        }
    }
}
