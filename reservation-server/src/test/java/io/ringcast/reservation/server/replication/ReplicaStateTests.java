package io.ringcast.reservation.server.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.protocol.RequestId;
import io.ringcast.reservation.server.replication.SlotMachine.Outcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

/** What a history knows of its own decisions, of which it remembers only the last. */
class ReplicaStateTests {
    private static final long MANY = RecentChanges.CHANGES_MIN + RecentChanges.BLOCK_CHANGES;

    private final SlotMachine machine = new SlotMachine();
    private ReplicaState<TreePMap<String, String>, Outcome> state =
            ReplicaState.genesis(machine).in(Examples.LINEAGE);

    @Test
    void aDecisionThatIsRememberedIsToldExactlyAndOnlyIfItCameAfter() {
        claim("x", 1);
        claim("x", 2);
        assertThat(decisionAfter(0, 1)).isEqualTo(new Kept<>(Examples.bytes("+x-1")));
        assertThat(decisionAfter(1, 1)).isNull();
        assertThat(decisionAfter(0, 3)).isNull();
    }

    @Test
    void whatAClientAskedBeforeItsLastRequestWasNotDecidedHereIfAllIsRemembered() {
        claim("x", 7);
        assertThat(decisionAfter(0, 6)).isNull();
    }

    @Test
    void ofAForgottenDecisionAClientsLastIsToldAndOfThoseBeforeThatThereMayHaveBeenOne() {
        claim("x", 6);
        claim("x", 7);
        manyOthers();
        assertThat(decisionAfter(0, 7)).isEqualTo(new Kept<>(Examples.bytes("+x-7")));
        assertThat(decisionAfter(0, 6)).isEqualTo(new Kept<>(null));
        assertThat(decisionAfter(0, 8)).isNull();
    }

    @Test
    void aClientThatWasNotHeardSinceHadNothingDecided() {
        claim("x", 7);
        long parted = state.index();
        manyOthers();
        assertThat(decisionAfter(parted, 6)).isNull();
        assertThat(decisionAfter(parted, 7)).isNull();
        assertThat(state.decisionAfter(parted, new RequestId("unheard", 1), machine))
                .isNull();
    }

    private @Nullable Kept<Encoded> decisionAfter(long index, long sequence) {
        return state.decisionAfter(index, new RequestId("x", sequence), machine);
    }

    private void manyOthers() {
        for (int i = 1; i <= MANY; i++) {
            claim("other", i);
        }
    }

    private void claim(String client, long sequence) {
        var id = new RequestId(client, sequence);
        var request = new OrderedRequest(id, 1, 7, null, Examples.bytes("CLAIM " + id), null, null);
        state = state.apply(
                        machine,
                        request,
                        machine.decodeCommand(request.command().bytes()),
                        MemberAttributes.LEVEL)
                .state();
    }
}
