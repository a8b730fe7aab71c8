package io.ringcast.replication.jgroups;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.replication.jgroups.Refusals.Reason;
import java.util.Set;
import org.jgroups.Address;
import org.jgroups.util.UUID;
import org.junit.jupiter.api.Test;

class SendersTests {
    private static final Address MEMBER = UUID.randomUUID();

    private long nowNanos;
    private final Senders senders = new Senders(() -> nowNanos);

    @Test
    void aSenderIsHeardFromItsFirstSocketOnly() {
        assertThat(senders.refusal(MEMBER, "socket", Set.of())).isNull();
        assertThat(senders.refusal(MEMBER, "other socket", Set.of(MEMBER))).isEqualTo(Reason.FORGED);
        assertThat(senders.refusal(MEMBER, "socket", Set.of(MEMBER))).isNull();
    }

    @Test
    void aFloodOfStrangersIsNotHeardAndMembersAre() {
        for (int i = 0; i < Senders.STRANGERS_MAX; i++) {
            assertThat(senders.refusal(UUID.randomUUID(), "socket", Set.of())).isNull();
        }

        assertThat(senders.refusal(UUID.randomUUID(), "socket", Set.of())).isEqualTo(Reason.STRANGER);
        assertThat(senders.refusal(MEMBER, "socket", Set.of(MEMBER))).isNull();
    }

    @Test
    void silentStrangersMakeRoomAndSilentMembersAreRemembered() {
        senders.refusal(MEMBER, "socket", Set.of(MEMBER));
        for (int i = 0; i < Senders.STRANGERS_MAX; i++) {
            senders.refusal(UUID.randomUUID(), "socket", Set.of(MEMBER));
        }

        nowNanos += Senders.FORGOTTEN_AFTER.toNanos() + 1;

        assertThat(senders.refusal(UUID.randomUUID(), "socket", Set.of(MEMBER))).isNull();
        assertThat(senders.refusal(MEMBER, "other socket", Set.of(MEMBER))).isEqualTo(Reason.FORGED);
    }
}
