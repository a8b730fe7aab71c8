package io.ringcast.replication.simulation;

import io.ringcast.replication.api.Request;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.core.Replica;
import io.ringcast.replication.core.ReplicaEffect;
import io.ringcast.replication.core.ViewChangeSettings;
import io.ringcast.replication.group.MemberAttributes;
import io.ringcast.replication.group.MemberId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;

/** One simulated server: a replica, what waits for it, and the disk that survives its crashes. */
final class SimulatedServer<S, C, O> {
    /** Steps after which a view change goes on from a quorum. */
    private static final int ANNOUNCE_STEPS = 40;

    final String name;
    final SimulatedDisk<S, O> disk = new SimulatedDisk<>();
    /** Requests of clients that it has not taken yet. */
    final Deque<Request<C>> requests = new ArrayDeque<>();
    /** What it had still to do when it hung. */
    List<ReplicaEffect<S, O>> unfinished = List.of();

    private final Plan plan;
    private final IntFunction<StateMachine<S, C, O>> machines;
    PlannedMachine<S, C, O> machine;
    private int lives;
    int level;
    MemberId id;
    boolean up;
    boolean paused;
    boolean hung;
    boolean diskFails;
    Replica<S, C, O> replica;

    SimulatedServer(String name, Plan plan, IntFunction<StateMachine<S, C, O>> machines, int level) {
        this.name = name;
        this.plan = plan;
        this.machines = machines;
        this.level = level;
        this.id = newId();
        this.machine = newMachine();
        this.replica = newReplica();
    }

    private MemberId newId() {
        return new MemberId(name + lives, name, new MemberAttributes(level, plan.minMembers(), 0));
    }

    void start() {
        lives++;
        id = newId();
        machine = newMachine();
        replica = newReplica();
        up = true;
        paused = false;
        hung = false;
    }

    private PlannedMachine<S, C, O> newMachine() {
        return new PlannedMachine<>(machines.apply(level), plan.memory(), level);
    }

    private Replica<S, C, O> newReplica() {
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
