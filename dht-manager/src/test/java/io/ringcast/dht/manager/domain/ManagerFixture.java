package io.ringcast.dht.manager.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.manager.domain.ManagerCommand.CompleteDht;
import io.ringcast.dht.manager.domain.ManagerCommand.Register;
import io.ringcast.dht.manager.domain.ManagerCommand.SetUpDht;
import java.util.List;

/** A manager's state, and commands for it. */
class ManagerFixture {
    static final List<String> NAMES = List.of("alice", "bob", "carol", "dave", "erin", "frank");

    final ManagerStateMachine machine = new ManagerStateMachine(ManagerRules.standard());
    ManagerState state = ManagerState.empty();

    ManagerOutcome apply(ManagerCommand command) {
        ManagerTransition transition = machine.apply(state, command);
        state = transition.state();
        return transition.outcome();
    }

    void refused(ManagerCommand command, Reason reason) {
        ManagerState before = state;
        ManagerOutcome outcome = apply(command);
        assertThat(outcome).isInstanceOfSatisfying(ManagerOutcome.Refused.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.explanation()).isNotBlank();
        });
        assertThat(state).isEqualTo(before);
    }

    void register(int count) {
        for (int i = 0; i < count; i++) {
            apply(new Register(NAMES.get(i), "127.0.0.1", List.of(5_000 + i), "", null));
        }
    }

    /** A ready DHT of alice (leader), and others; returns the ring. */
    List<String> ready(int users, int ring) {
        register(users);
        apply(new SetUpDht(ring, "alice", 7, 1, "ring"));
        apply(new CompleteDht("alice"));
        return state.phase().ring();
    }

    String freeUser() {
        return NAMES.stream()
                .filter(name -> state.stateOf(name).orElse(UserState.LEADER) == UserState.FREE)
                .findFirst()
                .orElseThrow();
    }
}
