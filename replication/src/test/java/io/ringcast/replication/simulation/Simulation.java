package io.ringcast.replication.simulation;

import io.ringcast.replication.api.Request;
import java.util.SplittableRandom;

/**
 * A group of replicas in one thread, driven by a seed: the same seed gives the same run, step by step. The {@link
 * SimulatedGroup} does everything that the group layer's contract allows. Servers crash between any two effects and keep
 * their {@link SimulatedDisk}. The {@link Plan} says what else may happen.
 */
final class Simulation<S, C, O> {
    private static final int SETTLING_ROUNDS_MAX = 20_000;

    private final Plan plan;
    private final Workload<S, C, O> workload;
    private final SplittableRandom random;
    private final Timeline timeline;
    private final SimulatedServers<S, C, O> servers;
    private final SimulatedGroup group;
    private final SimulatedClients<S, C, O> clients;
    private final ServerSteps<S, C, O> steps;
    private final FaultInjector<S, C, O> faults;

    Simulation(Plan plan, Workload<S, C, O> workload, long seed, boolean tracing) {
        this.plan = plan;
        this.workload = workload;
        this.random = new SplittableRandom(seed);
        this.timeline = new Timeline(tracing);
        this.servers = new SimulatedServers<>(plan, workload, random, timeline);
        this.group = servers.group();
        this.clients = new SimulatedClients<>(plan, workload, random);
        this.steps = new ServerSteps<>(plan, random, timeline, servers, clients);
        this.faults = new FaultInjector<>(plan, random, timeline, servers, clients);
        servers.all().forEach(servers::start);
    }

    String trace() {
        return timeline.trace();
    }

    @Override
    public String toString() {
        return plan.name();
    }

    /** Runs all steps, mends everything, waits until the group is at rest, and checks what is promised. */
    void run() {
        timeline.advance();
        for (; timeline.now() <= plan.steps(); timeline.advance()) {
            step();
        }
        settle();
        int newest = workload.newestLevel();
        var result = new SimulationResult<>(
                plan,
                new PlannedMachine<>(workload.machine(newest), plan.memory(), newest),
                servers.state().application(),
                servers.history(),
                clients.operations(),
                clients.contradictions(),
                servers.forgotten());
        PromiseCheck.isKept(result);
        workload.ended(result);
    }

    private void step() {
        int dice = random.nextInt(1000);
        if (dice < 640) {
            steps.run(servers.any());
        } else if (dice < 870) {
            runClient();
        } else if (dice < 945) {
            checkAtRest();
            group.regroup(group.component(servers.any().name));
        } else if (dice < 954) {
            faults.fail(servers.any());
        } else {
            faults.mend(servers.any());
        }
    }

    private void checkAtRest() {
        if (servers.areAtRest()) {
            PromiseCheck.allServersAreEqual(servers.all());
            if (servers.areUpgraded()) {
                PromiseCheck.nothingIsLost(servers.all());
            }
            workload.atRest(servers.state().application());
        }
    }

    private void settle() {
        steps.settle();
        clients.settle();
        faults.mendAll();
        for (int round = 0; round < SETTLING_ROUNDS_MAX; round++, timeline.advance()) {
            if (round % 50 == 0) {
                group.regroup(0);
            }
            if (round % 2_000 == 999 && !isDone()) {
                servers.finishUpgrade(); // A client or a lost change may wait for what only a group of newer servers
                // does.
            }
            if (round % 2_000 == 1_999) {
                group.create(servers.all().stream().map(s -> s.id).toList());
            }
            steps.run(servers.any());
            if (random.nextInt(10) == 0) {
                runClient();
            }
            if (round % 50 == 49 && isDone() && servers.areAtRest()) {
                checkAtRest();
                return;
            }
        }
        throw new AssertionError("the group does not come to rest: " + servers);
    }

    private boolean isDone() {
        return clients.areSatisfied() && !servers.haveLost();
    }

    private void runClient() {
        Request<C> request = clients.ask(timeline.now());
        if (request == null) {
            return;
        }
        timeline.note(() -> request.from().host() + " asks " + request);
        for (var server : servers.all()) {
            boolean reaches = clients.reaches(request.from(), group.component(server.name));
            if (server.up && reaches && random.nextInt(5) != 0) {
                server.requests.add(request);
            }
        }
    }
}
