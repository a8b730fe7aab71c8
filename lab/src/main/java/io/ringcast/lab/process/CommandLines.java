package io.ringcast.lab.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines of the processes, as small as the launcher's. */
final class CommandLines {
    private static final List<String> SMALL = List.of(
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xss512k",
            "-Xmx96m",
            "-Xlog:disable",
            "-Xlog:all=error:stderr");

    private static final List<String> USERS = List.of(
            "alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi", "ivan", "judy", "kim", "leo", "mia",
            "nina", "oscar", "peggy");

    /** In the lab's directory: the stores of those that have one. */
    static final String STORES = "stores";

    private final LabSettings settings;
    private final Place place;
    /** How many reservation servers a majority is counted of; 0 lets every server serve alone. */
    private volatile int servers;

    CommandLines(LabSettings settings, Place place) {
        this.settings = settings;
        this.place = place;
    }

    void countMajorityOf(int number) {
        servers = number;
    }

    int majorityOf() {
        return servers;
    }

    /** The user of the peer with this number, from 1. */
    static String userOf(int number) {
        return USERS.get(number - 1);
    }

    /** Starts a process of this role. */
    List<String> of(LabProcess process, int firstManagerPort) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(SMALL);
        command.addAll(program(process.role().module()));
        command.addAll(arguments(process, firstManagerPort));
        command.addAll(List.of(
                "--ringcast.name=" + process.name(),
                "--server.port=" + process.httpPort(),
                "--ringcast.terminal=false",
                "--ringcast.lab.ports=" + process.firstPort()));
        return command;
    }

    /** The jar that the launcher has unpacked, with its archive of classes; otherwise the one that the build has made. */
    private List<String> program(String module) {
        Path target = settings.project().resolve(module).resolve("target");
        Path unpacked = target.resolve("app").resolve(module + ".jar");
        if (!Files.isReadable(unpacked)) {
            return List.of("-jar", target.resolve(module + ".jar").toString());
        }
        Path archive = target.resolve("app").resolve(module + ".archive");
        String option = Runtime.version().feature() >= 25 ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";
        return Files.isReadable(archive)
                ? List.of(option + archive, "-jar", unpacked.toString())
                : List.of("-jar", unpacked.toString());
    }

    private List<String> arguments(LabProcess process, int firstManagerPort) {
        String port = Integer.toString(process.firstPort());
        Path store = settings.run().resolve(STORES).resolve(process.name());
        Path data = settings.project().resolve("data");
        List<String> group = List.of(Place.GROUP, Integer.toString(place.groupPort()));
        return switch (process.role()) {
            case SERVER -> {
                List<String> arguments = new ArrayList<>(group);
                arguments.addAll(List.of("--reservation.store=" + store, "--reservation.data=" + data));
                if (servers > 0) {
                    arguments.add("--reservation.servers=" + servers);
                }
                yield arguments;
            }
            case CLIENT -> {
                List<String> arguments = new ArrayList<>(group);
                arguments.add("--ringcast.user=visitor");
                yield arguments;
            }
            case MANAGER ->
                List.of(
                        port,
                        "--dht.managers=" + settings.managers(),
                        "--dht.manager-group-port=" + place.managerGroupPort(),
                        "--dht.store=" + store);
            case PEER ->
                List.of(
                        "127.0.0.1",
                        Integer.toString(firstManagerPort),
                        "--dht.dataset=" + data.resolve("StatsCountry.csv"),
                        "--dht.register=%s 127.0.0.1 %s".formatted(userOf(process.number()), port));
        };
    }
}
