package io.ringcast.reservation.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.reservation.client.FirstReply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NameCompletionTests {
    private final AtomicLong nanos = new AtomicLong();
    private final NameCompletion completion = new NameCompletion(this::answer, nanos::get);
    /** What the servers answer; null: nothing. */
    private @Nullable List<String> rooms = List.of("ME4494");

    private int asked;

    private CompletableFuture<FirstReply> answer(ReservationCommand command) {
        asked++;
        List<String> names = rooms;
        if (names == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("nobody answered"));
        }
        Reply reply = Reply.of(new RequestId("c", 1), 1, "s1", 1, Status.OK, new Reply.NameList(names));
        return CompletableFuture.completedFuture(
                new FirstReply(reply, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), Duration.ZERO, 1));
    }

    @Test
    void aRoomThatWasAddedIsCompletedSoonAfterwards() {
        assertThat(completion.candidates(List.of("check"))).containsExactly("ME4494");
        rooms = List.of("ME4494", "X1");
        assertThat(completion.candidates(List.of("check"))).as("in a row").containsExactly("ME4494");
        assertThat(asked).isEqualTo(1);

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));

        assertThat(completion.candidates(List.of("check"))).containsExactly("ME4494", "X1");
    }

    @Test
    void withoutAnAnswerTheLastOneHasToDo() {
        assertThat(completion.candidates(List.of("reserve"))).containsExactly("ME4494");
        rooms = null;
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));

        assertThat(completion.candidates(List.of("reserve"))).containsExactly("ME4494");
    }
}
