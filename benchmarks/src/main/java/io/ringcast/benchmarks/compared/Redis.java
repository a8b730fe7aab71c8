package io.ringcast.benchmarks.compared;

import io.ringcast.benchmarks.load.Caller;
import io.ringcast.benchmarks.load.Service;
import io.ringcast.benchmarks.load.SlotNumbers;
import io.ringcast.benchmarks.load.Work;
import io.ringcast.benchmarks.process.Installation;
import io.ringcast.benchmarks.process.Ports;
import io.ringcast.benchmarks.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Redis with two replicas. Every write is synced to the append-only file before it is answered, and then WAIT waits until
 * a replica has it. That is less than what Ringcast promises: the replica need not have it on its disk, and a fail-over
 * may lose it.
 */
public final class Redis implements Service {
    private static final int REPLICAS = 2;
    private static final int WAIT_MILLIS = 1_000;

    private final List<Program> servers = new ArrayList<>();
    private final int primaryPort = Ports.tcp();
    private final SlotNumbers slots = new SlotNumbers();

    /** Starts it and waits until both replicas follow. */
    public Redis(Path directory) {
        servers.add(start("redis1", directory, primaryPort, List.of()));
        servers.getFirst().awaitReady(() -> follow(0));
        for (int i = 1; i <= REPLICAS; i++) {
            servers.add(start(
                    "redis" + (i + 1), directory, Ports.tcp(), List.of("--replicaof", "127.0.0.1 " + primaryPort)));
        }
        servers.forEach(server -> server.awaitReady(() -> follow(REPLICAS)));
    }

    private static Program start(String name, Path directory, int port, List<String> more) {
        List<String> command = new ArrayList<>(List.of(
                Installation.program("redis-server", "redis-server").toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                "always"));
        command.addAll(more);
        return Program.start(name, directory.resolve(name), command);
    }

    private boolean follow(int replicas) {
        try (var connection = new Resp(primaryPort)) {
            connection.command("SET", "ready", "yes");
            connection.command("WAIT", Integer.toString(replicas), "100");
            connection.flush();
            return connection.reply().equals("+OK")
                    && Integer.parseInt(connection.reply().substring(1)) >= replicas;
        } catch (IOException e) {
            return false; // It does not listen yet.
        }
    }

    @Override
    public String name() {
        return "Redis, 2 replicas, WAIT 1";
    }

    @Override
    public Caller newCaller(Work work) {
        if (work != Work.RESERVE) {
            throw new IllegalArgumentException("only claims of slots are compared");
        }
        try {
            return new Claiming(new Resp(primaryPort), slots);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Claiming(Resp connection, SlotNumbers slots) implements Caller {
        /** Both commands in one segment: what a client in a hurry would do. */
        @Override
        public void call() throws IOException {
            connection.command("SET", "slot-" + slots.next(), "alice", "NX");
            connection.command("WAIT", "1", Integer.toString(WAIT_MILLIS));
            connection.flush();
            String set = connection.reply();
            String reached = connection.reply();
            if (!set.equals("+OK") || reached.equals(":0")) {
                throw new IOException("SET was answered with " + set + ", and WAIT with " + reached);
            }
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        Collections.reverse(servers);
        servers.forEach(Program::close);
    }
}
