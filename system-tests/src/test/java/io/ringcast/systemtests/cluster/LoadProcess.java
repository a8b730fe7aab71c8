package io.ringcast.systemtests.cluster;

import io.ringcast.systemtests.history.History;
import io.ringcast.systemtests.history.Operation;
import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.load.LoadPlan;
import io.ringcast.systemtests.load.LoadSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

/** A load generator at work. */
public record LoadProcess(LoadPlan plan, JavaProcess process) implements AutoCloseable {

    /** Waits until its clients have done this many more operations than now. */
    public void awaitMore(int operations) {
        long target = countNow() + operations;
        Awaitility.await(operations + " more operations of " + plan.name())
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> countNow() >= target || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("the load has ended early:\n" + process.output());
        }
    }

    /** Waits until its clients have done all their operations. */
    public LoadSummary awaitEnd(Duration timeout) {
        if (process.awaitExit(timeout) != 0) {
            throw new AssertionError("the load failed:\n" + process.output());
        }
        String lastLine = process.output().strip().lines().reduce("", (before, line) -> line);
        return JsonMapper.shared().readValue(lastLine, LoadSummary.class);
    }

    /** Lets its clients finish their current operations, then ends it. */
    public LoadSummary stop() {
        process.endInput();
        return awaitEnd(plan.timing().patience().plusSeconds(30));
    }

    public List<Operation> operations() {
        return History.read(plan.history());
    }

    @Override
    public void close() {
        process.close();
    }

    private long countNow() {
        if (!Files.exists(plan.history())) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(plan.history())) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
