package io.ringcast.reservation.server.replication;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** One simulated server: a replica, and the disk that survives its crashes. */
final class SimulatedServer {
    /** What the disk holds. Each method is one transaction. */
    static final class Disk implements ReplicaLog {
        private @Nullable ReplicaState<TreePMap<String, String>, SlotMachine.Outcome> state;
        private long certainIndex;
        private final List<LogEntry> log = new ArrayList<>();
        private final Map<Told, LostChange> lost = new LinkedHashMap<>();

        @Override
        public List<LogEntry> after(long index) {
            return log.stream().filter(e -> e.index() > index).toList();
        }

        void append(List<LogEntry> entries) {
            for (LogEntry entry : entries) {
                state = stored().replay(new SlotMachine(), entry);
                log.add(entry);
            }
        }

        private ReplicaState<TreePMap<String, String>, SlotMachine.Outcome> stored() {
            if (state == null) {
                throw new IllegalStateException("a change was stored before any state");
            }
            return state;
        }
    }

    final String name;
    final Disk disk = new Disk();
    private final SlotMachine machine = new SlotMachine();
    private final int minMembers;
    private int lives;
    MemberId id;
    boolean up;
    boolean paused;
    Replica<TreePMap<String, String>, SlotMachine.Command, SlotMachine.Outcome> replica;

    SimulatedServer(String name, int minMembers) {
        this.name = name;
        this.minMembers = minMembers;
        this.id = new MemberId(name + "0", name);
        this.replica = newReplica();
    }

    void start() {
        lives++;
        id = new MemberId(name + lives, name);
        replica = newReplica();
        up = true;
        paused = false;
    }

    private Replica<TreePMap<String, String>, SlotMachine.Command, SlotMachine.Outcome> newReplica() {
        // What the disk gives back went through bytes: so does it here.
        var stored = disk.state == null ? null : StateImage.decode(machine, StateImage.encode(machine, disk.state));
        return new Replica<>(id, machine, minMembers, disk, stored, disk.certainIndex, List.copyOf(disk.lost.values()));
    }

    void store(Effect<TreePMap<String, String>, SlotMachine.Outcome> effect) {
        switch (effect) {
            case Effect.Append<TreePMap<String, String>, SlotMachine.Outcome> e -> {
                disk.append(e.entries());
                disk.certainIndex = e.certainIndex();
            }
            case Effect.BeginEpoch<TreePMap<String, String>, SlotMachine.Outcome> e ->
                disk.state = disk.stored().in(e.lineage());
            case Effect.Adopt<TreePMap<String, String>, SlotMachine.Outcome> e -> {
                disk.state = e.state();
                disk.certainIndex = 0;
                disk.log.clear();
                disk.lost.clear();
                e.lost().forEach(change -> disk.lost.put(change.entry().told(), change));
            }
            case Effect.SettleLost<TreePMap<String, String>, SlotMachine.Outcome> e -> disk.lost.remove(e.change());
            default -> throw new IllegalArgumentException("not for the disk: " + effect);
        }
    }
}
