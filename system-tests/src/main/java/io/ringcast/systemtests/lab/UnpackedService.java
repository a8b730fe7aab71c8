package io.ringcast.systemtests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A service's jar, unpacked and with an archive of its classes, as the launcher and the image run it. It starts in half the
 * time, and starts are most of what these tests wait for.
 *
 * @param jar the jar without its libraries, which lie beside it
 * @param archive of the classes; a virtual machine that cannot use it ignores it
 */
record UnpackedService(Path jar, Path archive) {
    /** The launcher's options of a virtual machine. */
    private static final List<String> QUICK_START = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** From this release of Java on, an archive holds linked classes. */
    private static final boolean LINKED = Runtime.version().feature() >= 25;

    private static final Map<Path, UnpackedService> READY = new ConcurrentHashMap<>();

    /** The required arguments of each service. */
    private static final Map<String, List<String>> ARGUMENTS = Map.of(
            "reservation-server", List.of("235.1.1.1", "55555"),
            "reservation-client", List.of("235.1.1.1", "55555"),
            "dht-manager", List.of("3000"),
            "dht-peer", List.of("127.0.0.1", "3000"));

    /** With them, it starts as fast as the launcher starts it. */
    List<String> jvmOptions() {
        return jvmOptions((LINKED ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive);
    }

    private static List<String> jvmOptions(String archive) {
        return Stream.concat(QUICK_START.stream(), Stream.of(archive)).toList();
    }

    /** Unpacks it the first time; from any thread. */
    static UnpackedService of(String module, Path packed) {
        return READY.computeIfAbsent(packed, jar -> unpack(module, jar));
    }

    private static UnpackedService unpack(String module, Path packed) {
        try {
            Path directory = Files.createTempDirectory("ringcast-" + module);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            UnpackedService service =
                    new UnpackedService(directory.resolve(module + ".jar"), directory.resolve(module + ".archive"));
            run(
                    directory,
                    "-Djarmode=tools",
                    "-jar",
                    packed.toString(),
                    "extract",
                    "--destination",
                    directory.toString(),
                    "--force");
            run(
                    directory,
                    Stream.of(
                                    jvmOptions((LINKED ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=")
                                                    + service.archive)
                                            .stream(),
                                    Stream.of("-Dspring.context.exit=onRefresh", "-jar", service.jar.toString()),
                                    ARGUMENTS.getOrDefault(module, List.of()).stream(),
                                    stores(module, directory),
                                    Stream.of("--ringcast.terminal=false"))
                            .flatMap(arguments -> arguments)
                            .toArray(String[]::new));
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where what has a store puts it, and finds its data. */
    private static Stream<String> stores(String module, Path directory) {
        return switch (module) {
            case "reservation-server" ->
                Stream.of("--reservation.data=" + Services.data(), "--reservation.store=" + directory.resolve("store"));
            case "dht-manager" -> Stream.of("--dht.store=" + directory.resolve("store"));
            default -> Stream.of();
        };
    }

    private static void run(Path directory, String... arguments) throws IOException {
        Path output = directory.resolve("unpacking.out");
        Process process = new ProcessBuilder(Stream.concat(Stream.of(JavaProcess.java()), Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(output.toFile()))
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "java %s failed: %s".formatted(List.of(arguments), Files.readString(output)));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while unpacking", e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
