package io.ringcast.replication.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MemberAttributesTests {
    private static final MemberAttributes SOME = new MemberAttributes(1, 2, 255);

    @Test
    void isReadAsItWasWritten() {
        assertThat(SOME.encode()).containsExactly(1, 2, 0xff);
        assertThat(MemberAttributes.decode(SOME.encode())).isEqualTo(SOME);
    }

    @Test
    void aMemberOfRelease010SaysNothing() {
        assertThat(MemberAttributes.decode(null)).isEqualTo(MemberAttributes.NONE);
    }

    @Test
    void whatALaterReleaseAddsIsIgnored() {
        assertThat(MemberAttributes.decode(new byte[] {7, 2, (byte) 255, 9, 9}))
                .isEqualTo(new MemberAttributes(7, 2, 255));
    }

    @Test
    void tooFewBytesCountAsNone() {
        assertThat(MemberAttributes.decode(new byte[] {1, 2})).isEqualTo(MemberAttributes.NONE);
    }

    @Test
    void whatDoesNotFitIntoAByteIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MemberAttributes(1, 2, 256));
        assertThatIllegalArgumentException().isThrownBy(() -> new MemberAttributes(1, -1, 3));
    }
}
