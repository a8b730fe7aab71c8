package io.ringcast.benchmarks.compared;

import io.ringcast.benchmarks.load.Caller;
import io.ringcast.benchmarks.load.MeasuredService;
import io.ringcast.benchmarks.load.MeasuredWork;
import io.ringcast.benchmarks.load.SlotNumbers;
import io.ringcast.benchmarks.process.ProcessHome;
import io.ringcast.benchmarks.process.Program;
import io.ringcast.systemtests.lab.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;

/** Three ZooKeeper servers, which sync each write to their disks. A slot is claimed by creating a node. */
public final class ZooKeepers implements MeasuredService {
    private static final int SERVERS = 3;
    private static final int SESSION_MILLIS = 30_000;
    private static final byte[] HOLDER = "alice".getBytes(StandardCharsets.UTF_8);

    private record Address(int client, int quorum, int election) {}

    private final List<Program> servers = new ArrayList<>();
    private final String connection;
    private final SlotNumbers slots = new SlotNumbers();

    /** Starts it and waits until it has a leader. */
    public ZooKeepers(ProcessHome home) {
        List<Address> addresses = new ArrayList<>();
        for (int i = 0; i < SERVERS; i++) {
            addresses.add(new Address(Ports.freeTcp(), Ports.freeTcp(), Ports.freeTcp()));
        }
        for (int i = 1; i <= SERVERS; i++) {
            String name = "zookeeper" + i;
            Path configuration = configure(home.directory().resolve(name), i, addresses);
            servers.add(Program.startMain(name, home, QuorumPeerMain.class, List.of(configuration.toString())));
        }
        connection = addresses.stream().map(a -> "127.0.0.1:" + a.client()).collect(Collectors.joining(","));
        servers.forEach(server -> server.awaitReady(this::hasLeader));
    }

    private static Path configure(Path directory, int id, List<Address> addresses) {
        List<String> lines = new ArrayList<>(List.of(
                "dataDir=" + directory.toAbsolutePath(),
                "clientPort=" + addresses.get(id - 1).client(),
                "clientPortAddress=127.0.0.1",
                "tickTime=2000",
                "initLimit=30",
                "syncLimit=10",
                "forceSync=yes",
                "admin.enableServer=false"));
        for (int i = 1; i <= SERVERS; i++) {
            Address address = addresses.get(i - 1);
            lines.add("server.%d=127.0.0.1:%d:%d".formatted(i, address.quorum(), address.election()));
        }
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("myid"), Integer.toString(id));
            return Files.write(directory.resolve("zoo.cfg"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ZooKeeper connect() throws IOException {
        return new ZooKeeper(connection, SESSION_MILLIS, event -> {});
    }

    private boolean hasLeader() {
        try {
            ZooKeeper session = connect();
            try {
                return session.exists("/", false) != null;
            } finally {
                session.close();
            }
        } catch (KeeperException | IOException e) {
            return false; // There is no quorum yet.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String name() {
        return "ZooKeeper, 3 servers";
    }

    @Override
    public Caller newCaller(MeasuredWork work) {
        if (work != MeasuredWork.RESERVE) {
            throw new IllegalArgumentException("only claims of slots are compared");
        }
        try {
            return new ZooKeeperCaller(connect(), slots);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record ZooKeeperCaller(ZooKeeper session, SlotNumbers slots) implements Caller {
        @Override
        public void call() throws KeeperException, InterruptedException {
            session.create("/slot-" + slots.next(), HOLDER, Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        }

        @Override
        public void close() {
            try {
                session.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        servers.forEach(Program::close);
    }
}
