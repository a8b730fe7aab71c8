package io.ringcast.replication.simulation;

import io.ringcast.replication.api.Request;
import io.ringcast.replication.core.Effect;
import io.ringcast.replication.core.Replica;
import io.ringcast.replication.core.ViewChangeSettings;
import io.ringcast.replication.group.MemberAttributes;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.simulation.SlotMachine.Command;
import io.ringcast.replication.simulation.SlotMachine.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.pcollections.TreePMap;

/** One simulated server: a replica, what waits for it, and the disk that survives its crashes. */
final class SimulatedServer {
    /** Steps after which a view change goes on from a quorum. */
    private static final int ANNOUNCE_STEPS = 40;

    final String name;
    final SimulatedDisk disk = new SimulatedDisk();
    /** Requests of clients that it has not taken yet. */
    final Deque<Request<Command>> requests = new ArrayDeque<>();
    /** What it had still to do when it hung. */
    List<Effect<TreePMap<String, String>, Outcome>> unfinished = List.of();

    private final Plan plan;
    SlotMachine machine;
    private int lives;
    int level;
    MemberId id;
    boolean up;
    boolean paused;
    boolean hung;
    boolean diskFails;
    Replica<TreePMap<String, String>, Command, Outcome> replica;

    SimulatedServer(String name, Plan plan, int level) {
        this.name = name;
        this.plan = plan;
        this.level = level;
        this.id = newId();
        this.machine = new SlotMachine(level, plan.memory());
        this.replica = newReplica();
    }

    private MemberId newId() {
        return new MemberId(name + lives, name, new MemberAttributes(level, plan.minMembers(), 0));
    }

    void start() {
        lives++;
        id = newId();
        machine = new SlotMachine(level, plan.memory());
        replica = newReplica();
        up = true;
        paused = false;
        hung = false;
    }

    private Replica<TreePMap<String, String>, Command, Outcome> newReplica() {
        var settings = new ViewChangeSettings(plan.minMembers(), ANNOUNCE_STEPS);
        return new Replica<>(id, machine, settings, disk, disk.load(machine), disk.certainIndex(), disk.lost());
    }

    void crash() {
        up = false;
        requests.clear();
        unfinished = List.of();
        disk.losesPower();
    }

    boolean runs() {
        return up && !paused && !hung;
    }
}
