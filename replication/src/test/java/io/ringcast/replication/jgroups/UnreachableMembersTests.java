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
    void aMemberThatCannotBeReachedIsToldOfAndAgainAfterAWhile() {
        members.attempted("s2", false);
        assertThat(members.isToBeTold("s2", 5)).isTrue();
        members.attempted("s2", false);
        assertThat(members.isToBeTold("s2", 6)).isFalse();
        assertThat(members.isToBeTold("s2", 64)).isFalse();
        assertThat(members.isToBeTold("s2", 65)).isTrue();
    }

    @Test
    void aConnectionEndsIt() {
        members.attempted("s2", false);
        members.attempted("s2", true);
        assertThat(members.isToBeTold("s2", 6)).isFalse();
    }

    @Test
    void whoHasLeftTheViewIsForgotten() {
        members.attempted("s2", false);
        members.retain(List.of("s1", "s3"));
        assertThat(members.isToBeTold("s2", 6)).isFalse();
    }

    @Test
    void eachMemberCountsForItself() {
        members.attempted("s2", false);
        assertThat(members.isToBeTold("s3", 5)).isFalse();
        assertThat(members.isToBeTold("s2", 5)).isTrue();
    }

    @Test
    void anUnreachableMemberIsKnownToLiveOnceItHasAnsweredAndUntilItIsConnectedTo() {
        members.attempted("s2", false);
        assertThat(members.isKnownToLive("s2")).isFalse();
        members.isToBeTold("s2", 5);
        members.attempted("s2", false);
        assertThat(members.isKnownToLive("s2")).isTrue();
        members.attempted("s2", true);
        assertThat(members.isKnownToLive("s2")).isFalse();
    }
}
