package io.ringcast.reservation.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.protocol.reservation.Status;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class KeyedRequestsTests {
    private static final ReservationCommand RESERVE =
            new ReservationCommand.Reserve("ME4494", "8:30-9:30", "Monday", "alice");
    private static final ReservationCommand DELETE =
            new ReservationCommand.Delete("ME4494", "8:30-9:30", "Monday", "alice");

    private final List<String> requesters = new ArrayList<>();
    private final List<CompletableFuture<FirstReply>> sent = new ArrayList<>();
    private final KeyedRequests keyed = new KeyedRequests((requester, command) -> {
        requesters.add(requester);
        var outcome = new CompletableFuture<FirstReply>();
        sent.add(outcome);
        return outcome;
    });

    private void answer(int request) {
        Reply reply = Reply.of(new RequestId("c", 1), 1, "s1", 1, Status.OK, Reply.EMPTY);
        sent.get(request)
                .complete(new FirstReply(
                        reply, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), Duration.ZERO, 1));
    }

    @Test
    void theSameCommandUnderTheSameKeyIsTheSameRequestInEveryProcess() {
        assertThat(keyed.submit("k1", RESERVE)).isNotDone();
        answer(0);
        assertThat(keyed.submit("k1", RESERVE)).isNotDone();
        var inAnotherProcess = new KeyedRequests((requester, command) -> {
            requesters.add(requester);
            return new CompletableFuture<>();
        });
        assertThat(inAnotherProcess.submit("k1", RESERVE)).isNotDone();

        assertThat(requesters).hasSize(3);
        assertThat(new HashSet<>(requesters)).hasSize(1);
        assertThat(new RequestId(requesters.getFirst(), 1).toString()).endsWith("-1");
    }

    @Test
    void whatIsUnderWayIsJoined() {
        CompletableFuture<FirstReply> first = keyed.submit("k1", RESERVE);
        CompletableFuture<FirstReply> second = keyed.submit("k1", RESERVE);
        assertThat(sent).hasSize(1);

        answer(0);

        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
    }

    @Test
    void anotherKeyOrAnotherCommandIsAnotherRequest() {
        assertThat(keyed.submit("k1", RESERVE)).isNotDone();
        assertThat(keyed.submit("k2", RESERVE)).isNotDone();
        assertThat(keyed.submit("k1", DELETE)).isNotDone();

        assertThat(new HashSet<>(requesters)).hasSize(3);
    }

    @Test
    void whatCannotBeSentCanBeTriedAgain() {
        var refusing = new KeyedRequests((requester, command) -> {
            throw new RejectedExecutionException("too many");
        });

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> refusing.submit("k1", RESERVE).join())
                    .withCauseInstanceOf(RejectedExecutionException.class);
        }
    }
}
