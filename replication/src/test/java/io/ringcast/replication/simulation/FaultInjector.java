package io.ringcast.replication.simulation;

import io.ringcast.replication.simulation.Plan.Fault;
import java.util.SplittableRandom;

/** Makes servers and the network fail as the plan allows, and mends them. */
final class FaultInjector<S, C, O> {
    private final Plan plan;
    private final SplittableRandom random;
    private final Timeline timeline;
    private final SimulatedServers<S, C, O> servers;
    private final SimulatedClients<S, C, O> clients;

    FaultInjector(
            Plan plan,
            SplittableRandom random,
            Timeline timeline,
            SimulatedServers<S, C, O> servers,
            SimulatedClients<S, C, O> clients) {
        this.plan = plan;
        this.random = random;
        this.timeline = timeline;
        this.servers = servers;
        this.clients = clients;
    }

    void fail(SimulatedServer<S, C, O> server) {
        switch (random.nextInt(5)) {
            case 0 -> {
                if (server.up && servers.mayCrash(server)) {
                    timeline.note(() -> server.id.id() + " crashes");
                    servers.crash(server);
                }
            }
            case 1 -> {
                if (plan.has(Fault.PARTITIONS)) {
                    split();
                }
            }
            case 2 -> {
                if (plan.has(Fault.ONE_WAY_PARTITIONS)) {
                    timeline.note(() -> "one way is cut");
                    servers.group().cutOneWay();
                }
            }
            case 3 -> {
                if (plan.has(Fault.PAUSES) && server.runs() && servers.mayFail()) {
                    server.paused = true;
                    timeline.note(() -> server.id.id() + " is paused");
                }
            }
            default -> {
                if (plan.has(Fault.HANGS) && server.runs() && servers.mayFail()) {
                    server.hung = true;
                    timeline.note(() -> server.id.id() + " hangs");
                }
            }
        }
    }

    void mend(SimulatedServer<S, C, O> server) {
        if (!server.up) {
            server.diskFails = server.diskFails && random.nextInt(3) != 0;
            if (!server.diskFails) {
                mayLoseItsDisk(server);
                servers.start(server);
            }
        } else if (!server.runs()) {
            server.paused = false;
            server.hung = false;
            timeline.note(() -> server.id.id() + " goes on");
        } else if (random.nextInt(3) == 0) {
            heal();
        }
    }

    void mendAll() {
        heal();
        for (var server : servers.all()) {
            server.paused = false;
            server.hung = false;
            server.diskFails = false;
            if (!server.up) {
                servers.start(server);
            }
        }
    }

    /** Not before every server has been in an open epoch: an earlier one cannot be told from one that is new. */
    private void mayLoseItsDisk(SimulatedServer<S, C, O> server) {
        if (plan.has(Fault.WIPED_DISKS)
                && random.nextInt(2) == 0
                && servers.all().stream().allMatch(s -> s.disk.knowsAnOpenEpoch())) {
            timeline.note(() -> server.name + " has an empty disk");
            server.disk.wipe();
        }
    }

    private void split() {
        servers.group().split();
        clients.split();
        timeline.note(() -> "the network splits");
    }

    private void heal() {
        servers.group().heal();
        clients.heal();
        timeline.note(() -> "the network heals");
    }
}
