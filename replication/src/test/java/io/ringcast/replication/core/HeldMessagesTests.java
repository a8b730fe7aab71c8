package io.ringcast.replication.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.PreparedRequest;
import io.ringcast.replication.simulation.slots.Examples;
import io.ringcast.replication.wire.ReplicaMessage;
import io.ringcast.replication.wire.ReplicaMessage.Commit;
import io.ringcast.replication.wire.ReplicaMessage.Prepare;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldMessagesTests {
    private static final MemberId A = new MemberId("a1", "a");

    private static ReplicaEvent.Delivered<String> delivered(ReplicaMessage message) {
        return new ReplicaEvent.Delivered<>(A, message);
    }

    @Test
    void whatIsHeldIsTakenOnceAndInOrder() {
        var held = new HeldMessages(2, 10_000);
        var first = delivered(new Commit(Examples.EPOCH, 1));
        var second = delivered(new Commit(Examples.EPOCH, 2));
        held.add(first);
        held.add(second);
        assertThat(held.takeAll()).containsExactly(first, second);
        assertThat(held.takeAll()).isEmpty();
        held.add(first);
        held.add(second);
    }

    @Test
    void tooManyMessagesStopTheServer() {
        var held = new HeldMessages(2, 10_000);
        held.add(delivered(new Commit(Examples.EPOCH, 1)));
        held.add(delivered(new Commit(Examples.EPOCH, 2)));
        assertThatThrownBy(() -> held.add(delivered(new Commit(Examples.EPOCH, 3))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("3 messages")
                .hasMessageContaining("too slow for its group");
    }

    @Test
    void tooManyBytesStopTheServer() {
        var held = new HeldMessages(2, 10_000);
        var large = new PreparedRequest(new RequestId("c", 1), 1, 1, null, Encoded.of(new byte[10_000]), null, null);
        assertThatThrownBy(
                        () -> held.add(delivered(new Prepare(Examples.EPOCH, 2, 0, Examples.CHAIN, List.of(large), 1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("up to 2 messages and 10000 bytes");
    }
}
