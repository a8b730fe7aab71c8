package io.ringcast.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.MembershipOptions;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.api.ReturnAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LocalRequestsTests {
    private static final String CHANGE = "change";
    private static final String READ = "read";
    private static final String DONE = "done";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SESSIONS_OF_THE_GROUP = 100_000;

    private final List<Request<String>> handed = new CopyOnWriteArrayList<>();
    private boolean refusing;
    private Consumer<Request<String>> replica = handed::add;
    private final LocalRequests<String, String> requests = new LocalRequests<>(
            request -> replica.accept(request), () -> refusing, CHANGE::equals, MembershipOptions.of("reservation"));

    @Test
    void aHundredThousandChangesTakeOneSessionWithEverHigherNumbers() {
        Map<String, Long> sessions = new HashMap<>();
        replica = request -> {
            Long before = sessions.put(request.id().requester(), request.id().sequence());
            assertThat(request.id().sequence()).isEqualTo(before == null ? 1 : before + 1);
            answer(request);
        };
        for (int i = 0; i <= SESSIONS_OF_THE_GROUP; i++) {
            assertThat(requests.submit(CHANGE, PATIENCE)).isEqualTo(DONE);
        }

        assertThat(sessions).hasSize(1);
        assertThat(requests.requesterCount()).isEqualTo(1);
    }

    @Test
    void changesAtTheSameTimeHaveDifferentRequesters() {
        List<CompletableFuture<String>> outcomes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            outcomes.add(CompletableFuture.supplyAsync(
                    () -> requests.submit(CHANGE, PATIENCE),
                    task -> Thread.ofVirtual().start(task)));
        }
        await().until(() -> requesters().size() == 8);
        handed.forEach(this::answer);

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.join()).isEqualTo(DONE));
        assertThat(requests.requesterCount()).isEqualTo(8);
    }

    @Test
    void aRequestIsRepeatedUnderTheSameIdUntilItHasItsOutcome() {
        replica = request -> {
            handed.add(request);
            if (request.attempt() == 4) {
                answer(request);
            }
        };

        requests.submit(CHANGE, PATIENCE);

        assertThat(handed).extracting(Request::attempt).containsExactly(2, 3, 4);
        assertThat(handed)
                .extracting(Request::id)
                .containsOnly(handed.getFirst().id());
    }

    @Test
    void theOutcomeOfAChangeThatWasHandedOverAndRefusedIsUnknown() {
        replica = request -> {
            handed.add(request);
            requests.unavailable(ReturnAddress.LOCAL, request.id(), request.attempt());
        };

        OutcomeUnknownException unknown =
                catchThrowableOfType(OutcomeUnknownException.class, () -> requests.submit(CHANGE, PATIENCE));

        assertThat(unknown.request()).isEqualTo(handed.getFirst().id());
        assertThat(unknown.reason()).contains("reservation.min-members");
    }

    @Test
    void theOutcomeOfAChangeThatNobodyDecidesInTimeIsUnknownAndItsRequesterIsNotUsedAgain() {
        assertThatThrownBy(() -> requests.submit(CHANGE, Duration.ofMillis(10)))
                .isInstanceOf(OutcomeUnknownException.class);
        replica = request -> {
            handed.add(request);
            answer(request);
        };
        requests.submit(CHANGE, PATIENCE);

        assertThat(requesters()).hasSize(2);
    }

    @Test
    void whatIsRefusedBeforeItIsHandedOverIsRefusedForSure() {
        refusing = true;

        assertThatThrownBy(() -> requests.submit(CHANGE, PATIENCE)).isInstanceOf(UnavailableException.class);
        assertThat(handed).isEmpty();
    }

    @Test
    void aRefusalNamesTheOptionThatTheServiceHas() {
        var ofManager = new LocalRequests<String, String>(
                handed::add, () -> true, CHANGE::equals, MembershipOptions.onlyServers("dht.managers"));

        assertThatThrownBy(() -> ofManager.submit(CHANGE, PATIENCE))
                .hasMessageContaining("(dht.managers)")
                .hasMessageNotContaining("min-members");
    }

    @Test
    void aReadThatIsNotAnsweredIsUnavailableAndTakesNoSession() {
        assertThatThrownBy(() -> requests.submit(READ, Duration.ofMillis(10))).isInstanceOf(UnavailableException.class);
        assertThat(requests.requesterCount()).isZero();
    }

    private List<String> requesters() {
        return handed.stream()
                .map(Request::id)
                .map(RequestId::requester)
                .distinct()
                .toList();
    }

    private void answer(Request<String> request) {
        requests.answer(request.from(), request.id(), request.attempt(), 1, DONE);
    }
}
