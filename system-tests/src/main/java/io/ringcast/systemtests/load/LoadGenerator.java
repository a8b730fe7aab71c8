package io.ringcast.systemtests.load;

import io.ringcast.foundation.RequestId;
import io.ringcast.systemtests.history.History;
import io.ringcast.systemtests.history.Operation;
import io.ringcast.systemtests.history.Operation.CommandKind;
import io.ringcast.systemtests.history.SlotName;
import io.ringcast.systemtests.load.LoadPlan.LoadTarget;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process of many clients that reserve, delete and check at random. Ends when all operations are done or when its
 * standard input ends, so that it never outlives the test that started it; then prints a {@link LoadSummary}.
 */
public final class LoadGenerator {
    private static final List<CommandKind> KINDS = List.of(CommandKind.RESERVE, CommandKind.DELETE, CommandKind.CHECK);
    private static final Duration LATE_REPLIES = Duration.ofMillis(300);

    private final LoadPlan plan;
    private final List<SlotName> slots;
    private final BufferedWriter history;
    private volatile boolean stopping;

    private LoadGenerator(LoadPlan plan, BufferedWriter history) {
        this.plan = plan;
        this.slots = SlotCatalog.read(plan.data()).slots();
        this.history = history;
    }

    /** Takes what {@link LoadPlan#argument} makes. */
    public static void main(String[] arguments) throws Exception {
        LoadPlan plan = LoadPlan.of(arguments[0]);
        try (BufferedWriter history = Files.newBufferedWriter(plan.history())) {
            LoadGenerator generator = new LoadGenerator(plan, history);
            Thread.ofPlatform().daemon().name("stop").start(generator::stopAtEndOfInput);
            System.out.println(JsonMapper.shared().writeValueAsString(generator.run()));
        }
    }

    private record Share(long operations, long undecided, long repetitions, long longestNanos, ReplyMatcher matcher) {}

    private LoadSummary run() throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        List<Share> shares = new ArrayList<>();
        String secret = plan.target().secret();
        byte[] key = secret == null ? null : DatagramSigner.key(secret);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Callable<Share>> clients = new ArrayList<>();
            for (int i = 1; i <= plan.amount().clients(); i++) {
                String name = plan.name() + "c" + i;
                Random random = new Random(plan.amount().seed() * 1000 + i);
                clients.add(() -> client(name, random, key == null ? null : new DatagramSigner(key)));
            }
            for (Future<Share> share : threads.invokeAll(clients)) {
                shares.add(share.get());
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long operations = shares.stream().mapToLong(Share::operations).sum();
        return new LoadSummary(
                operations,
                shares.stream().mapToLong(Share::undecided).sum(),
                shares.stream().mapToLong(share -> share.matcher().replies()).sum(),
                shares.stream().mapToLong(Share::repetitions).sum(),
                shares.stream()
                        .flatMap(share -> share.matcher().differing().stream())
                        .limit(100)
                        .toList(),
                shares.stream().mapToLong(Share::longestNanos).max().orElse(0) / 1_000_000,
                operations / seconds);
    }

    private Share client(String name, Random random, @Nullable DatagramSigner signer)
            throws IOException, InterruptedException {
        LoadTarget target = plan.target();
        InetSocketAddress group = new InetSocketAddress(target.group(), target.port());
        try (IndependentClient client = new IndependentClient(
                group,
                InetAddress.getByName(target.bind()),
                random,
                plan.timing().repeatAfter(),
                signer)) {
            long undecided = 0;
            long longestNanos = 0;
            int sequence = 0;
            while (sequence < plan.amount().operations() && !stopping) {
                sequence++;
                CommandKind kind = KINDS.get(random.nextInt(KINDS.size()));
                SlotName slot = slots.get(random.nextInt(slots.size()));
                RequestId id = new RequestId(name, sequence);
                Operation operation = client.perform(
                        kind, id, slot, name + "h" + sequence, plan.timing().patience());
                write(operation);
                undecided += operation.isDeterminate() ? 0 : 1;
                longestNanos = Math.max(longestNanos, operation.waitedNanos().orElse(0L));
                Thread.sleep(plan.timing().think());
            }
            client.drain(LATE_REPLIES);
            return new Share(sequence, undecided, client.repetitions(), longestNanos, client.matcher());
        }
    }

    /** Writes each line at once, so that tests see the progress, and a kill loses at most one line. */
    private synchronized void write(Operation operation) throws IOException {
        history.write(History.line(operation));
        history.newLine();
        history.flush();
    }

    private void stopAtEndOfInput() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // Input that cannot be read has ended as well.
        }
        stopping = true;
    }
}
