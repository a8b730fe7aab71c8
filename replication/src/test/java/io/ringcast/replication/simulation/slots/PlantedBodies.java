package io.ringcast.replication.simulation.slots;

import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.core.ReplicaEffect;
import io.ringcast.replication.core.ReplicaEvent;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.PreparedRequest;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.simulation.PlannedMachine;
import io.ringcast.replication.wire.ReplicaMessage;
import io.ringcast.replication.wire.ReplicaMessage.DoViewChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.bytebuddy.implementation.bind.annotation.Argument;
import net.bytebuddy.implementation.bind.annotation.FieldValue;
import net.bytebuddy.implementation.bind.annotation.RuntimeType;
import net.bytebuddy.implementation.bind.annotation.This;
import org.pcollections.TreePMap;

/** What the methods of {@link PlantedBug}s do instead. */
public final class PlantedBodies {
    private PlantedBodies() {}

    public static long committedByOne(@FieldValue("stored") Map<String, Long> stored) {
        return stored.isEmpty() ? -1 : Collections.max(stored.values());
    }

    public static <C> List<ReplicaEvent.Delivered<C>> takeAllButTheFirstOrder(
            @FieldValue("messages") List<ReplicaEvent.Delivered<C>> messages) {
        List<ReplicaEvent.Delivered<C>> rest = new ArrayList<>(messages);
        messages.clear();
        rest.stream()
                .filter(delivered -> delivered.message() instanceof ReplicaMessage.Prepare)
                .findFirst()
                .ifPresent(rest::remove);
        return rest;
    }

    public static TreePMap<Long, String> nothing() {
        return TreePMap.empty();
    }

    public static long allThatAnnounced(@FieldValue("announced") Map<MemberId, DoViewChange> announced) {
        return announced.size();
    }

    public static void beforeStoring(
            @FieldValue("early") List<ReplicaEffect<?, ?>> early, @Argument(0) ReplicaEffect<?, ?> effect) {
        early.add(effect);
    }

    public static boolean syncsAllButChanges(@Argument(0) ReplicaEffect<?, ?> effect) {
        return !(effect instanceof ReplicaEffect.Append<?, ?>);
    }

    public static <S, C, O> ReplicaState<S, O> replayByNewRules(
            @This ReplicaState<S, O> state,
            @Argument(0) @RuntimeType PlannedMachine<S, C, O> machine,
            @Argument(1) LogEntry entry) {
        var request = new PreparedRequest(
                entry.id(), 1, entry.timeMillis(), null, entry.command(), entry.lostOutcome(), entry.kept());
        return state.apply(
                        machine,
                        request,
                        machine.commands().decode(entry.command().bytes()),
                        machine.level())
                .state();
    }

    public static int highestLevel(@Argument(0) Collection<MemberId> members) {
        return members.stream().mapToInt(m -> m.attributes().level()).max().orElseThrow();
    }
}
