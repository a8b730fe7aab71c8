package io.ringcast.lab.process;

import io.ringcast.foundation.lab.LabNetwork;
import io.ringcast.lab.process.LabProcess.LifeState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All processes of the lab. Thread-safe. */
public final class LabProcesses implements AutoCloseable {
    private static final int HTTP_TRIES = 200;
    private static final String LOG = ".log";

    private final LabSettings settings;
    private final Place place;
    private final CommandLines commands;
    private final List<LabProcess> all = new CopyOnWriteArrayList<>();
    private int nextHttpPort;

    /** None runs yet. */
    public LabProcesses(LabSettings settings) {
        this.settings = settings;
        this.place = new Place(settings.firstPort());
        this.commands = new CommandLines(settings, place);
        this.nextHttpPort = settings.firstHttpPort();
    }

    /** Starts what the settings say, in a directory that is empty then. */
    public synchronized void startAll() {
        empty(settings.run());
        // Managers first: the peers' places among the processes follow from how many there are.
        IntStream.range(0, settings.managers()).forEach(i -> create(LabRole.MANAGER));
        IntStream.range(0, settings.servers()).forEach(i -> create(LabRole.SERVER));
        IntStream.range(0, settings.peers()).forEach(i -> create(LabRole.PEER));
        create(LabRole.CLIENT);
        all.forEach(this::start);
    }

    /** All, in the order of their creation. */
    public List<LabProcess> all() {
        return List.copyOf(all);
    }

    /** Those of a role. */
    public List<LabProcess> of(LabRole role) {
        return all.stream().filter(process -> process.role() == role).toList();
    }

    /**
     * The process of this name.
     *
     * @throws WrongActionException if there is none
     */
    public LabProcess named(String name) {
        return all.stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new WrongActionException("There is no process " + name + " in the lab."));
    }

    /** The name of the process that sends from a UDP port; the port itself if it is none of the lab. */
    public String nameAt(int port) {
        return all.stream()
                .filter(process -> port >= process.firstPort() && port < process.firstPort() + LabNetwork.PORTS)
                .map(LabProcess::name)
                .findFirst()
                .orElse(port == place.groupPort() ? "group" : Integer.toString(port));
    }

    /** Adds one and starts it. */
    public synchronized LabProcess add(LabRole role) {
        switch (role) {
            case MANAGER ->
                throw new WrongActionException("There are as many managers as their majority is counted of; a fourth"
                        + " would be refused by the others. Start the lab with --managers to have more.");
            case CLIENT -> throw new WrongActionException("There is one client; the load has more.");
            case SERVER, PEER -> {
                if (of(role).size() >= role.most()) {
                    throw new WrongActionException("There are at most " + role.most() + " of them.");
                }
            }
        }
        LabProcess added = create(role);
        start(added);
        return added;
    }

    private LabProcess create(LabRole role) {
        var process = new LabProcess(role, of(role).size() + 1, place.portsOf(all.size()), freeHttpPort());
        all.add(process);
        return process;
    }

    private int freeHttpPort() {
        for (int i = 0; i < HTTP_TRIES; i++) {
            int port = nextHttpPort++;
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                // The next one.
            }
        }
        throw new WrongActionException("There is no free TCP port below " + nextHttpPort + ".");
    }

    /** Starts one that does not run. */
    public void start(LabProcess process) {
        int firstManagerPort = of(LabRole.MANAGER).getFirst().firstPort();
        process.start(commands.of(process, firstManagerPort), log(process));
    }

    /** Where a process's log is. */
    public Path log(LabProcess process) {
        return settings.run().resolve(process.name() + LOG);
    }

    public void stop(String name) {
        named(name).stop();
    }

    public void kill(String name) {
        named(name).kill();
    }

    public void pause(String name) {
        named(name).pause();
    }

    public void resume(String name) {
        named(name).resume();
    }

    /** Starts it; if it runs, ends it in good order before. */
    public void restart(String name) {
        LabProcess process = named(name);
        if (process.isAlive()) {
            process.stop();
        }
        start(process);
    }

    /**
     * Stops all reservation servers and starts them again with another rule: that a majority is needed to serve, or not.
     * Those that did not run are started, too.
     */
    public void restartServers(boolean withMajority) {
        List<LabProcess> servers = of(LabRole.SERVER);
        commands.countMajorityOf(withMajority ? servers.size() : 0);
        together(servers.stream().filter(LabProcess::isAlive).toList(), LabProcess::stop);
        servers.forEach(this::start);
    }

    /** How many servers a majority is counted of; 0 if every server serves alone. */
    public int majorityOf() {
        return commands.majorityOf();
    }

    /** Whether every process is as it should be. */
    public boolean areAllRunning() {
        return all.stream().allMatch(process -> process.state() == LifeState.RUNNING);
    }

    /** Deletes what an earlier lab has left in its directory, and nothing else. */
    private static void empty(Path directory) {
        try {
            Files.createDirectories(directory);
            Path stores = directory.resolve(CommandLines.STORES);
            if (Files.isDirectory(stores)) {
                try (Stream<Path> files = Files.walk(stores)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            try (Stream<Path> files = Files.list(directory)) {
                for (Path log :
                        files.filter(file -> file.toString().endsWith(LOG)).toList()) {
                    Files.delete(log);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The directory " + directory + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Ends all, in good order those that can. */
    @Override
    public void close() {
        together(all, process -> {
            if (!process.isAlive()) {
                return;
            }
            if (process.role() == LabRole.SERVER || process.role() == LabRole.MANAGER) {
                process.stop();
            } else {
                process.kill();
            }
        });
    }

    /** Does something to several processes at the same time, and waits until it is done. */
    private static void together(List<LabProcess> processes, Consumer<LabProcess> action) {
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            processes.forEach(process -> threads.execute(() -> action.accept(process)));
        }
    }
}
