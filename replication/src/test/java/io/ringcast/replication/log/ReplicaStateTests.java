package io.ringcast.replication.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.MergePolicy.Kept;
import io.ringcast.replication.api.StateMachine.Memory;
import io.ringcast.replication.group.MemberAttributes;
import io.ringcast.replication.simulation.slots.Examples;
import io.ringcast.replication.simulation.slots.SlotMachine;
import io.ringcast.replication.simulation.slots.SlotMachine.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

/** What a history knows of its own decisions, of which it remembers only the last. */
class ReplicaStateTests {
    private static final long MANY = (long) Memory.STANDARD.changes() + Memory.STANDARD.blockChanges();

    private final SlotMachine machine = new SlotMachine();
    private ReplicaState<TreePMap<String, String>, Outcome> state =
            ReplicaState.genesis(machine).in(Examples.EPOCHS);

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
        var request = new PreparedRequest(id, 1, 7, null, Examples.bytes("CLAIM " + id), null, null);
        state = state.apply(
                        machine,
                        request,
                        machine.commands().decode(request.command().bytes()),
                        MemberAttributes.LEVEL)
                .state();
    }

    /** Release 0.1.0 refused to start when its rules gave another outcome than the stored one. */
    @Test
    void aRestartFollowsTheStoredOutcomesThoughTheReleaseHasOtherRules() {
        var old = new SlotMachine(MemberAttributes.LEVEL);
        var before = ReplicaState.genesis(old).in(Examples.EPOCHS);
        List<LogEntry> log = new ArrayList<>();
        for (String client : List.of("first", "second")) {
            var request =
                    new PreparedRequest(new RequestId(client, 1), 1, 7, null, Examples.bytes("CLAIM slot"), null, null);
            var applied = before.apply(
                    old, request, old.commands().decode(request.command().bytes()), MemberAttributes.LEVEL);
            before = applied.state();
            log.add(Objects.requireNonNull(applied.entry()));
        }
        assertThat(log.getLast().outcome()).isEqualTo(Examples.bytes("-first-1"));

        var restarted = ReplicaState.genesis(machine).in(Examples.EPOCHS);
        for (LogEntry entry : log) {
            restarted = restarted.replay(machine, entry);
        }

        assertThat(restarted).isEqualTo(before);
        assertThat(newRules(before, "third").owner()).as("by the new rules").isEmpty();
    }

    private Outcome newRules(ReplicaState<TreePMap<String, String>, Outcome> given, String client) {
        var request =
                new PreparedRequest(new RequestId(client, 1), 1, 7, null, Examples.bytes("CLAIM slot"), null, null);
        return Objects.requireNonNull(given.apply(
                        machine,
                        request,
                        machine.commands().decode(request.command().bytes()),
                        SlotMachine.SILENT_REFUSALS)
                .outcome());
    }
}
