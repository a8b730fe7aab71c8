package io.ringcast.systemtests.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.history.Operation.CommandKind;
import io.ringcast.systemtests.history.Operation.Invocation;
import io.ringcast.systemtests.history.Operation.Observation;
import io.ringcast.systemtests.history.Operation.SeenReservation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes histories of two slots of one room. Times are small numbers: from, until. */
abstract class HistoryFixture {
    static final SlotName SLOT = new SlotName("R1", "8:30-9:30", "Monday");
    static final SlotName OTHER = new SlotName("R1", "9:30-10:30", "Monday");

    final List<Operation> history = new ArrayList<>();

    final String reserve(String holder, long from, @Nullable Number until, String status) {
        return reserve(holder, from, until, status, null);
    }

    final String reserve(String holder, long from, @Nullable Number until, String status, @Nullable String takenBy) {
        return add(invocation(CommandKind.RESERVE, holder, from), observation(status, until, takenBy, List.of()));
    }

    final void delete(long from, @Nullable Number until, String status) {
        add(invocation(CommandKind.DELETE, "deleter", from), observation(status, until, null, List.of()));
    }

    final void check(long from, long until, @Nullable String holder) {
        checkRoom(from, until, holder == null ? List.of() : List.of(seen(SLOT, holder)));
    }

    final void checkRoom(long from, long until, List<SeenReservation> seen) {
        add(invocation(CommandKind.CHECK, "checker", from), observation("OK", until, null, seen));
    }

    static SeenReservation seen(SlotName slot, String holder) {
        return new SeenReservation(slot.timeslot(), slot.day(), holder);
    }

    private String add(Invocation invocation, Observation observed) {
        history.add(new Operation(invocation, observed));
        return invocation.requestId();
    }

    private Invocation invocation(CommandKind kind, String holder, long from) {
        return new Invocation("c-" + (history.size() + 1), kind, SLOT, holder, from);
    }

    private static Observation observation(
            String status, @Nullable Number until, @Nullable String takenBy, List<SeenReservation> seen) {
        return new Observation(status, until == null ? null : until.longValue(), takenBy, seen);
    }

    final void assertAcceptedWithAtTheEnd(@Nullable String holder) {
        assertThat(checker(holder).linearizabilityViolations(history)).isEmpty();
    }

    final void assertRejectedWithAtTheEnd(@Nullable String holder) {
        assertThat(checker(holder).linearizabilityViolations(history))
                .singleElement()
                .asString()
                .startsWith(SLOT.toString())
                .contains("no order explains");
    }

    static HistoryChecker checker(@Nullable String holderAtTheEnd) {
        Map<SlotName, String> after = new HashMap<>();
        if (holderAtTheEnd != null) {
            after.put(SLOT, holderAtTheEnd);
        }
        return new HistoryChecker(List.of(SLOT, OTHER), Map.of(), after);
    }
}
