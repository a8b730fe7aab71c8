package io.ringcast.reservation.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.autoconfigure.TransportAutoConfiguration;
import io.ringcast.protocol.exchange.Retry;
import io.ringcast.protocol.exchange.SharedTimer;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReplyParts;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.protocol.reservation.ReservationRequest;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.protocol.transport.Datagrams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@SpringBootTest(classes = ReservationClientIT.Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class ReservationClientIT {
    private static final ReservationCommand RESERVE =
            new ReservationCommand.Reserve("ME4494", "8:30-9:30", "Monday", "alice");
    /** Where a command is repeated, or is to end without an answer. */
    private static final Retry QUICK = new Retry(Duration.ofMillis(40), Duration.ofMillis(100), 0.2, 6);
    /** Where answers are counted: nothing is asked a second time, however slow the machine is. */
    private static final Retry PATIENT = new Retry(Duration.ofSeconds(5), Duration.ofSeconds(5), 0.2, 3);

    @Configuration
    @ImportAutoConfiguration({IntegrationAutoConfiguration.class, TransportAutoConfiguration.class})
    static class Application {
        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }
    }

    @Autowired
    Datagrams datagrams;

    @Autowired
    SharedTimer timer;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();
    private InetSocketAddress address;

    @BeforeEach
    void takeAFreePort() {
        try (var probe = new DatagramSocket(0)) {
            address = new InetSocketAddress("239.255.78.1", probe.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable resource : opened.reversed()) {
            resource.close();
        }
    }

    @Test
    void theFirstAnswerIsShownAndTheOthersAreCountedAndCompared() {
        ReservationGroup group = group(PATIENT);
        server(request -> List.of(ok(request, "s1", 7)));
        server(request -> List.of(ok(request, "s2", 7)));
        server(request -> List.of(ok(request, "s3", 7)));

        FirstReply first = group.newClient().submit(RESERVE).join();

        assertThat(first.status()).isEqualTo(Status.OK);
        await().until(() -> group.history().getFirst().replies().size() == 3);
        CommandRecord command = group.history().getFirst();
        assertThat(command.replies())
                .extracting(ReceivedReply::server)
                .containsExactlyInAnyOrder("s1", "s2", "s3")
                .first()
                .isEqualTo(first.reply().server());
        assertThat(command.replies()).allMatch(ReceivedReply::equal);
        assertThat(group.divergences().count()).isZero();
    }

    @Test
    void aLostRequestIsRepeatedWithTheSameIdAndTheNextAttempt() {
        ReservationGroup group = group(QUICK);
        FakeServer server = server(request -> request.attempt() < 3 ? List.of() : List.of(ok(request, "s1", 1)));

        FirstReply first = group.newClient().submit(RESERVE).join();

        assertThat(first.attempts()).isEqualTo(3);
        assertThat(server.requests).extracting(ReservationRequest::attempt).containsExactly(1, 2, 3);
        assertThat(server.requests)
                .extracting(ReservationRequest::id)
                .containsOnly(first.reply().id());
    }

    @Test
    void withoutAnyAnswerTheCommandEndsWithAClearError() {
        ReservationGroup group = group(QUICK);
        FakeServer server = server(request -> List.of());
        ReservationClient client = group.newClient();

        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> client.submit(RESERVE).join())
                .havingCause()
                .isInstanceOf(NoAnswerException.class)
                .withMessageContaining("sent 6 times");
        assertThat(server.requests).hasSize(6);
    }

    @Test
    void unavailableIsShownOnlyWhenNobodySaysAnythingElse() {
        ReservationGroup group = group(QUICK);
        server(request -> List.of(reply(request, "joining", 0, Status.UNAVAILABLE)));

        assertThat(group.newClient().submit(RESERVE).join().status()).isEqualTo(Status.UNAVAILABLE);

        server(request -> request.attempt() < 2 ? List.of() : List.of(ok(request, "s1", 1)));
        assertThat(group.newClient().submit(RESERVE).join().reply().server()).isEqualTo("s1");
    }

    @Test
    void serversThatContradictEachOtherAreReportedLoudly() {
        ReservationGroup group = group(PATIENT);
        server(request -> List.of(ok(request, "s1", 7)));
        server(request -> List.of(
                Reply.of(request.id(), request.attempt(), "s2", 9, Status.ROOM_TAKEN, new Reply.Holder("bob"))));

        group.newClient().submit(RESERVE).join();

        await().until(() -> group.divergences().count() == 1);
        assertThat(meters.get("ringcast.divergences").counter().count()).isEqualTo(1);
        assertThat(group.divergences().latest())
                .hasValueSatisfying(
                        text -> assertThat(text).contains("s1", "s2").contains("said OK", "said ROOM_TAKEN"));
        assertThat(group.history().getFirst().replies())
                .extracting(ReceivedReply::equal)
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void readsAreComparedOnlyAtTheSamePosition() {
        ReservationGroup group = group(PATIENT);
        server(request -> List.of(names(request, "s1", 7, "A")));
        server(request -> List.of(names(request, "s2", 8, "A", "B")));
        server(request -> List.of(names(request, "s3", 7, "A")));
        ReservationClient client = group.newClient();
        client.submit(new ReservationCommand.Rooms()).join();
        await().until(() -> group.history().getFirst().replies().size() == 3);
        assertThat(group.divergences().count()).isZero();

        server(request -> List.of(names(request, "s4", 7, "C")));
        client.submit(new ReservationCommand.Rooms()).join();
        await().until(() -> group.divergences().count() > 0);
    }

    @Test
    void aLateAnswerToAnEarlierCommandIsNeverTakenForTheCurrentOne() {
        ReservationGroup group = group(QUICK);
        FakeServer slow = server(request -> List.of());
        server(request -> request.command() instanceof ReservationCommand.Rooms
                ? List.of(names(request, "s1", 1, "A"))
                : List.of());
        ReservationClient client = group.newClient();
        RequestId first =
                client.submit(new ReservationCommand.Rooms()).join().reply().id();
        // The answer came from the other server: this one may not have been asked yet.
        await().until(() -> !slow.requests.isEmpty());
        CompletableFuture<FirstReply> second = client.submit(new ReservationCommand.Days());

        slow.sayAgain(Reply.of(first, 1, "slow", 1, Status.OK, new Reply.NameList(List.of("A"))));

        await().until(() -> group.history().getFirst().replies().stream()
                .anyMatch(reply -> reply.server().equals("slow")));
        assertThat(second)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(NoAnswerException.class);
        assertThat(group.history().getLast().replies()).isEmpty();
    }

    @Test
    void aLongAnswerInPartsIsPutTogetherEvenWhenPartsAreLostAndDoubled() {
        ReservationGroup group = group(QUICK);
        List<String> rooms = IntStream.range(0, 1000).mapToObj(i -> "room-" + i).toList();
        var random = new Random(7);
        server(request -> {
            Reply whole = Reply.of(request.id(), request.attempt(), "s1", 5, Status.OK, new Reply.NameList(rooms));
            List<Reply> parts = new ArrayList<>(ReplyParts.of(whole));
            parts.addAll(parts.subList(0, 2));
            Collections.shuffle(parts, random);
            return parts.subList(0, parts.size() - 3);
        });

        FirstReply first =
                group.newClient().submit(new ReservationCommand.Rooms()).join();

        assertThat(first.reply().body()).isEqualTo(new Reply.NameList(rooms));
    }

    @Test
    void aClientHasOneCommandUnderWayAndKeepsTheirOrder() {
        ReservationGroup group = group(PATIENT);
        FakeServer server = server(request -> List.of(ok(request, "s1", 1), ok(request, "s1", 1)));
        ReservationClient client = group.newClient();

        List<CompletableFuture<FirstReply>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answers.add(client.submit(new ReservationCommand.Reserve("room-" + i, "8:30-9:30", "Monday", "alice")));
        }
        answers.forEach(CompletableFuture::join);

        assertThat(server.requests)
                .extracting(request -> request.id().sequence())
                .isSorted()
                .hasSizeGreaterThan(99);
        assertThat(answers)
                .extracting(answer -> answer.join().reply().id().sequence())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void manyClientsShareOneSocketAndNoneGetsAnothersAnswer() {
        ReservationGroup group = group(PATIENT);
        server(request -> request.command() instanceof ReservationCommand.Check check
                ? List.of(Reply.of(
                        request.id(),
                        request.attempt(),
                        "s1",
                        1,
                        Status.OK,
                        new Reply.ReservationList(
                                List.of(new Reply.ReservedSlot("Monday", "8:30-9:30", check.room())))))
                : List.of());

        List<CompletableFuture<Void>> runs = new ArrayList<>();
        for (int c = 0; c < 32; c++) {
            ReservationClient client = group.newClient();
            for (int i = 0; i < 50; i++) {
                String room = "room-" + c + "-" + i;
                runs.add(client.submit(new ReservationCommand.Check(room))
                        .thenAccept(first -> assertThat(first.reply().body())
                                .isEqualTo(new Reply.ReservationList(
                                        List.of(new Reply.ReservedSlot("Monday", "8:30-9:30", room))))));
            }
        }

        assertThat(CompletableFuture.allOf(runs.toArray(CompletableFuture[]::new)))
                .succeedsWithin(Duration.ofSeconds(30));
    }

    private ReservationGroup group(Retry retry) {
        var group = new ReservationGroup(address, retry, 100, datagrams, timer, meters);
        opened.add(group);
        return group;
    }

    private FakeServer server(Function<ReservationRequest, List<Reply>> behaviour) {
        var server = new FakeServer(datagrams, address, behaviour);
        opened.add(server);
        return server;
    }

    private static Reply ok(ReservationRequest request, String server, long index) {
        return reply(request, server, index, Status.OK);
    }

    private static Reply reply(ReservationRequest request, String server, long index, Status status) {
        return Reply.of(request.id(), request.attempt(), server, index, status, Reply.EMPTY);
    }

    private static Reply names(ReservationRequest request, String server, long index, String... names) {
        return Reply.of(request.id(), request.attempt(), server, index, Status.OK, new Reply.NameList(List.of(names)));
    }
}
