package io.ringcast.benchmarks.compared;

import io.ringcast.benchmarks.load.Caller;
import io.ringcast.benchmarks.load.MeasuredService;
import io.ringcast.benchmarks.load.MeasuredWork;
import io.ringcast.benchmarks.load.SlotNumbers;
import io.ringcast.benchmarks.process.Installation;
import io.ringcast.benchmarks.process.Program;
import io.ringcast.systemtests.lab.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/**
 * Redis with two replicas. Redis syncs every write to its append-only file before it answers, and WAIT then waits until one
 * replica has the write. Ringcast promises more: here the replica need not have the write on its disk, and a fail-over may
 * lose it.
 */
public final class Redis implements MeasuredService {
    private static final String HOST = "127.0.0.1";
    private static final int REPLICAS = 2;
    private static final int WAIT_MILLIS = 1_000;
    private static final int READY_WAIT_MILLIS = 100;
    private static final String OK = "OK";

    private final List<Program> servers = new ArrayList<>();
    private final int primaryPort = Ports.freeTcp();
    private final SlotNumbers slots = new SlotNumbers();

    /** Starts it and waits until both replicas follow. */
    public Redis(Path directory) {
        servers.add(start("redis1", directory, primaryPort, List.of()));
        servers.getFirst().awaitReady(() -> follow(0));
        for (int i = 1; i <= REPLICAS; i++) {
            servers.add(start(
                    "redis" + (i + 1), directory, Ports.freeTcp(), List.of("--replicaof", HOST + " " + primaryPort)));
        }
        servers.forEach(server -> server.awaitReady(() -> follow(REPLICAS)));
    }

    private static Program start(String name, Path directory, int port, List<String> more) {
        List<String> command = new ArrayList<>(List.of(
                Installation.program("redis-server", "redis-server").toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                HOST,
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
        try (Jedis connection = new Jedis(HOST, primaryPort)) {
            return OK.equals(connection.set("ready", "yes"))
                    && connection.waitReplicas(replicas, READY_WAIT_MILLIS) >= replicas;
        } catch (JedisException e) {
            return false; // It does not listen yet.
        }
    }

    @Override
    public String name() {
        return "Redis, 2 replicas, WAIT 1";
    }

    @Override
    public Caller newCaller(MeasuredWork work) {
        if (work != MeasuredWork.RESERVE) {
            throw new IllegalArgumentException("only claims of slots are compared");
        }
        return new RedisCaller(new Jedis(HOST, primaryPort), slots);
    }

    private record RedisCaller(Jedis connection, SlotNumbers slots) implements Caller {
        /** Sends both commands in one segment, which is the fastest way to send them. */
        @Override
        public void call() throws IOException {
            Pipeline commands = connection.pipelined();
            Response<String> set = commands.set(
                    "slot-" + slots.next(), "alice", SetParams.setParams().nx());
            Response<Long> reached = commands.waitReplicas(1, WAIT_MILLIS);
            commands.sync();
            if (!OK.equals(set.get()) || reached.get() < 1) {
                throw new IOException("SET was answered with " + set.get() + ", and WAIT with " + reached.get());
            }
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    @Override
    public void close() {
        Collections.reverse(servers);
        servers.forEach(Program::close);
    }
}
