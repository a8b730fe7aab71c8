package io.ringcast.replication.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.replication.log.BinaryFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class LevelsTests {
    private static final MemberId RELEASE_0_1_0 = new MemberId("a1", "a");

    private static MemberId member(String id, int level) {
        return new MemberId(id, id, new MemberAttributes(level, 1, 0));
    }

    @Test
    void aGroupWorksAtTheLevelOfItsOldestMember() {
        MemberId now = member("b1", MemberAttributes.LEVEL);
        MemberId later = member("c1", MemberAttributes.LEVEL + 7);
        assertThat(new GroupView("v1", List.of(later, RELEASE_0_1_0, now)).level())
                .isZero();
        assertThat(new GroupView("v2", List.of(later, now)).level()).isEqualTo(MemberAttributes.LEVEL);
        assertThat(new GroupView("v3", List.of(later)).level()).isEqualTo(MemberAttributes.LEVEL + 7);
    }

    @Test
    void whatANewerReleaseWroteIsRefusedWithWhatToDo() {
        assertThat(BinaryFormat.unreadable("This state", 3, 2))
                .isEqualTo("This state has format version 3, which a newer release wrote;"
                        + " this release reads version 2. Run the newer release on this server, too.");
        assertThat(BinaryFormat.unreadable("This state", 1, 2))
                .isEqualTo("This state has format version 1 instead of 2");
    }
}
