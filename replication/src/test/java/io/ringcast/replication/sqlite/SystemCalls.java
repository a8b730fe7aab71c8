package io.ringcast.replication.sqlite;

import io.ringcast.replication.api.Encoded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Records with {@code strace} what a process does to the files below a directory. */
final class SystemCalls {
    private static final String TRACED =
            "open,openat,creat,close,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,fallocate,fsync,fdatasync,"
                    + "sync_file_range,msync,mmap,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,link,linkat,"
                    + "symlink,symlinkat,copy_file_range,sendfile,splice";
    private static final Pattern CALL =
            Pattern.compile("(\\w+)\\((.*)\\)\\s+= (-?\\d+|0x[0-9a-f]+)(?:<(.*?)>)?(?: .*)?");
    private static final Pattern UNFINISHED = Pattern.compile("(.*) <unfinished \\.\\.\\.>");
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\w+ resumed>(.*)");
    private static final Pattern STRING = Pattern.compile("\"((?:\\\\x[0-9a-f]{2})*)\"(\\.\\.\\.)?");
    private static final Pattern DESCRIPTOR = Pattern.compile("^(\\d+)<(.*?)>");

    private final String root;
    private final String output;
    private final List<DiskEvent> events = new ArrayList<>();
    private final Map<String, String> unfinished = new HashMap<>();
    /** By the number of an open file: how far it was written, and whether each write is forced. */
    private final Map<Integer, Long> positions = new HashMap<>();

    private final Map<Integer, Boolean> forcing = new HashMap<>();

    private SystemCalls(Path root, Path output) {
        this.root = root.toString();
        this.output = output.toString();
    }

    static boolean canBeRecorded() throws IOException, InterruptedException {
        try {
            Process probe = new ProcessBuilder("strace", "-f", "-qq", "-o", "/dev/null", "true").start();
            return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            return false; // There is no such program.
        }
    }

    /** Runs a command to its end. */
    static List<DiskEvent> record(Path root, Path scratch, List<String> command)
            throws IOException, InterruptedException {
        Path trace = scratch.resolve("trace");
        List<String> line = new ArrayList<>(List.of(
                "strace", "-f", "-qq", "--seccomp-bpf", "-y", "-xx", "-s", "1000000", "-e", "trace=" + TRACED, "-o"));
        line.add(trace.toString());
        line.addAll(command);
        Path output = scratch.resolve("output");
        Path errors = scratch.resolve("errors");
        Process process = new ProcessBuilder(line)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("the recorded process failed: " + Files.readString(errors));
        }
        var calls = new SystemCalls(root, output);
        try (var lines = Files.lines(trace, StandardCharsets.ISO_8859_1)) {
            lines.forEach(calls::line);
        }
        return calls.events;
    }

    /** {@code <thread> <call>}; another thread's call may be printed before this one has returned. */
    private void line(String line) {
        int space = line.indexOf(' ');
        String thread = line.substring(0, space);
        String rest = line.substring(space).strip();
        Matcher begun = UNFINISHED.matcher(rest);
        if (begun.matches()) {
            unfinished.put(thread, begun.group(1));
            return;
        }
        Matcher resumed = RESUMED.matcher(rest);
        if (resumed.matches()) {
            String first = unfinished.remove(thread);
            rest = (first == null ? "" : first) + resumed.group(1);
        }
        Matcher call = CALL.matcher(rest);
        if (call.matches() && Long.decode(call.group(3)) >= 0) {
            call(call.group(1), call.group(2), Long.decode(call.group(3)));
        }
    }

    private void call(String name, String arguments, long result) {
        switch (name) {
            case "open", "openat", "creat" -> opened(arguments, (int) result);
            case "write" -> written(arguments, result, true);
            case "pwrite64" -> written(arguments, result, false);
            case "ftruncate" -> {
                if (isBelowRoot(descriptorPath(arguments))) {
                    events.add(new DiskEvent.Truncated(relative(descriptorPath(arguments)), lastNumber(arguments)));
                }
            }
            case "fsync", "fdatasync" -> forced(descriptorPath(arguments));
            case "rename", "renameat", "renameat2" -> {
                List<String> paths = strings(arguments);
                if (isBelowRoot(paths.getLast())) {
                    events.add(new DiskEvent.Renamed(relative(paths.getFirst()), relative(paths.getLast())));
                }
            }
            case "unlink", "unlinkat" -> {
                if (isBelowRoot(strings(arguments).getLast())) {
                    events.add(new DiskEvent.Deleted(relative(strings(arguments).getLast())));
                }
            }
            case "mkdir", "mkdirat" -> {
                if (isBelowRoot(strings(arguments).getLast())) {
                    events.add(new DiskEvent.DirectoryCreated(
                            relative(strings(arguments).getLast())));
                }
            }
            case "close" -> positions.remove(descriptor(arguments));
            default -> {
                boolean reads = name.equals("mmap") && !arguments.contains("MAP_SHARED");
                if (!reads && decoded(arguments).contains(root)) {
                    throw new IllegalStateException("the model of a disk knows no " + name + ": " + arguments);
                }
            }
        }
    }

    private void opened(String arguments, int descriptor) {
        String path = strings(arguments).getLast();
        positions.put(descriptor, 0L);
        forcing.put(descriptor, arguments.contains("O_DSYNC") || arguments.contains("O_SYNC"));
        if (isBelowRoot(path) && arguments.contains("O_CREAT")) {
            events.add(new DiskEvent.Created(relative(path)));
        }
        if (isBelowRoot(path) && arguments.contains("O_TRUNC")) {
            events.add(new DiskEvent.Truncated(relative(path), 0));
        }
    }

    private void written(String arguments, long count, boolean atPosition) {
        int descriptor = descriptor(arguments);
        String path = descriptorPath(arguments);
        if (path.equals(output)) {
            new String(bytes(arguments), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> events.add(new DiskEvent.Said(line)));
            return;
        }
        if (!isBelowRoot(path)) {
            return;
        }
        byte[] bytes = bytes(arguments);
        if (bytes.length != count) {
            throw new IllegalStateException("%d of %d bytes were recorded".formatted(bytes.length, count));
        }
        long offset = atPosition ? positions.getOrDefault(descriptor, 0L) : lastNumber(arguments);
        if (atPosition) {
            positions.put(descriptor, offset + count);
        }
        events.add(new DiskEvent.Written(relative(path), offset, Encoded.of(bytes)));
        if (forcing.getOrDefault(descriptor, false)) {
            forced(path);
        }
    }

    private void forced(String path) {
        if (isBelowRoot(path) || path.equals(root)) {
            events.add(new DiskEvent.Forced(relative(path), Files.isDirectory(Path.of(path))));
        }
    }

    private boolean isBelowRoot(String path) {
        return path.startsWith(root + "/") && !path.endsWith(" (deleted)");
    }

    private String relative(String path) {
        return path.equals(root) ? "" : path.substring(root.length() + 1);
    }

    private static int descriptor(String arguments) {
        Matcher matcher = DESCRIPTOR.matcher(arguments);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    private static String descriptorPath(String arguments) {
        Matcher matcher = DESCRIPTOR.matcher(arguments);
        return matcher.find() ? decoded(matcher.group(2)) : "";
    }

    private static long lastNumber(String arguments) {
        return Long.parseLong(arguments.substring(arguments.lastIndexOf(' ') + 1));
    }

    private static List<String> strings(String arguments) {
        return STRING.matcher(arguments)
                .results()
                .map(result -> decoded(result.group(1)))
                .toList();
    }

    private static byte[] bytes(String arguments) {
        int from = arguments.indexOf('"') + 1;
        int to = arguments.indexOf('"', from);
        return unescaped(arguments.substring(from, to));
    }

    private static String decoded(String text) {
        return new String(unescaped(text), StandardCharsets.UTF_8);
    }

    private static byte[] unescaped(String text) {
        var bytes = new ByteArrayOutputStream(text.length() / 4);
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\x", i)) {
                bytes.write(Integer.parseInt(text, i + 2, i + 4, 16));
                i += 3;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}
