package io.ringcast.replication.simulation.slots;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.MergePolicy.Kept;
import io.ringcast.replication.api.ReturnAddress;
import io.ringcast.replication.group.MemberAttributes;
import io.ringcast.replication.log.EpochHistory;
import io.ringcast.replication.log.HashChain;
import io.ringcast.replication.log.LostChange;
import io.ringcast.replication.log.PreparedRequest;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.wire.ReplicaMessage;
import io.ringcast.replication.wire.ReplicaMessage.Commit;
import io.ringcast.replication.wire.ReplicaMessage.DoViewChange;
import io.ringcast.replication.wire.ReplicaMessage.Forward;
import io.ringcast.replication.wire.ReplicaMessage.Insufficient;
import io.ringcast.replication.wire.ReplicaMessage.Prepare;
import io.ringcast.replication.wire.ReplicaMessage.PrepareOk;
import io.ringcast.replication.wire.ReplicaMessage.Resubmit;
import io.ringcast.replication.wire.ReplicaMessage.SnapshotPart;
import io.ringcast.replication.wire.ReplicaMessage.StartView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Values that the tests of the parts share. */
public final class Examples {
    public static final Epoch EPOCH = new Epoch(3, "a1");
    public static final HashChain CHAIN = HashChain.ofGenesis(new byte[0]);
    public static final EpochHistory EPOCHS = new EpochHistory(
            List.of(new EpochHistory.Start(new Epoch(1, "b1"), 0, true), new EpochHistory.Start(EPOCH, 7, false)));

    private Examples() {}

    public static Encoded bytes(String text) {
        return Encoded.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A claim that the client was told it got. */
    public static LogEntry entry(long index, String client, long sequence) {
        var id = new RequestId(client, sequence);
        return new LogEntry(index, EPOCH, id, 1_000 + index, bytes("CLAIM slot" + index), bytes("+" + id), null, null);
    }

    public static LogEntry entry(long index) {
        return entry(index, "c" + index, 1);
    }

    /** One message of each type, and of those with optional fields one with and one without. */
    public static List<ReplicaMessage> messages() {
        var id = new RequestId("c1", 5);
        var address = new ReturnAddress("127.0.0.1", 4711);
        var asked = new PreparedRequest(id, 2, 99, address, bytes("READ slot1"), null, null);
        var again = new PreparedRequest(id, 1, 98, null, bytes("CLAIM slot1"), bytes("+c1-5"), null);
        var twice = new PreparedRequest(id, 1, 98, null, bytes("FREE slot1"), bytes("+c9-1"), new Kept<>(bytes("-")));
        var somehow = new PreparedRequest(id, 1, 98, null, bytes("FREE slot1"), bytes("+c9-1"), new Kept<>(null));
        return List.of(
                new DoViewChange("v1", EpochHistory.NONE, 0, HashChain.NONE),
                new DoViewChange("v1", EPOCHS, 9, CHAIN),
                new StartView("v1", EPOCH, EPOCHS, 9, CHAIN, "a1", List.of("b1", "c1")),
                new StartView("v1", EPOCH, EPOCHS, 9, CHAIN, "a1", List.of("c1"), List.of("a1", "b1")),
                new Insufficient("v1"),
                new SnapshotPart("v1", 1, 3, bytes("image")),
                new Prepare(EPOCH, 2, 9, CHAIN, List.of(asked, again, twice, somehow), 1),
                new PrepareOk(EPOCH, 12),
                new Commit(EPOCH, 11),
                new Forward(EPOCH, id, 3, address, bytes("READ slot2")),
                new Resubmit(EPOCH, lostChanges()));
    }

    /** Each in one of the ways in which it may have been decided by others. */
    private static List<LostChange> lostChanges() {
        List<LogEntry> lostBefore = new ArrayList<>();
        lostBefore.add(lostBefore(null));
        lostBefore.add(lostBefore(new Kept<>(null)));
        lostBefore.add(lostBefore(new Kept<>(bytes("-"))));
        List<LostChange> lost = new ArrayList<>();
        lost.add(new LostChange(entry(4), true, null));
        lost.add(new LostChange(entry(5), true, new Kept<>(null)));
        lost.add(new LostChange(entry(6), true, new Kept<>(bytes("-"))));
        lostBefore.forEach(entry -> lost.add(new LostChange(entry, false, entry.kept())));
        return lost;
    }

    private static LogEntry lostBefore(@Nullable Kept<Encoded> kept) {
        return new LogEntry(8, EPOCH, new RequestId("c1", 5), 1, bytes("FREE slot1"), bytes("-"), bytes("+c9-1"), kept);
    }

    /** A state with a claim, a refused claim, a read slot that is free, and a change that was applied again. */
    public static ReplicaState<TreePMap<String, String>, SlotMachine.Outcome> state() {
        var machine = new SlotMachine();
        var state = ReplicaState.genesis(machine).in(EPOCHS);
        state = applied(state, "c1", "CLAIM slot1", null);
        state = applied(state, "c2", "CLAIM slot1", null);
        return applied(state, "c3", "CLAIM slot1", bytes("+c3-1"));
    }

    private static ReplicaState<TreePMap<String, String>, SlotMachine.Outcome> applied(
            ReplicaState<TreePMap<String, String>, SlotMachine.Outcome> state,
            String client,
            String command,
            @Nullable Encoded lostOutcome) {
        var machine = new SlotMachine();
        var request = new PreparedRequest(new RequestId(client, 1), 1, 7, null, bytes(command), lostOutcome, null);
        return state.apply(
                        machine,
                        request,
                        machine.commands().decode(request.command().bytes()),
                        MemberAttributes.LEVEL)
                .state();
    }
}
