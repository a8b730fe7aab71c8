package io.ringcast.replication.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcast.foundation.RequestId;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.replication.api.AnswerSink;
import io.ringcast.replication.api.Durability;
import io.ringcast.replication.api.Phase;
import io.ringcast.replication.api.ReplicaObserver;
import io.ringcast.replication.api.ReplicaReport;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.api.ReturnAddress;
import io.ringcast.replication.api.StoreSettings;
import io.ringcast.replication.group.Group;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.ReplicaStorage;
import io.ringcast.replication.simulation.slots.SlotMachine;
import io.ringcast.replication.sqlite.SqliteStorage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcollections.TreePMap;

/** A replica that is alone in its group, and whose disk hangs or whose state machine fails. */
class StuckReplicaTests {
    private static final Duration SUSPECT_AFTER = Duration.ofMillis(400);
    private static final ReturnAddress CLIENT = new ReturnAddress("127.0.0.1", 7);

    @TempDir
    Path store;

    private final VitalThreads vital = new VitalThreads(failure -> {});
    private final CountDownLatch disk = new CountDownLatch(1);
    private final AtomicInteger lives = new AtomicInteger();
    private final AtomicInteger leftGroups = new AtomicInteger();
    private final AtomicInteger hanging = new AtomicInteger();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private volatile boolean hangs;
    private volatile @Nullable Error error;
    private @Nullable ReplicaRunner<TreePMap<String, String>, SlotMachine.Command, SlotMachine.Outcome> runner;

    @AfterEach
    void close() {
        disk.countDown();
        if (runner != null) {
            runner.close();
        }
    }

    @Test
    void aServerWhoseDiskHangsLeavesItsGroupAndSaysSoWhileItHangs() {
        startAndHang();

        await().until(this::isNoticed);
        await().until(() -> leftGroups.get() > 0);
        ReplicaReport<?> report = started().report();
        assertThat(report.phase()).isEqualTo(Phase.JOINING);
        assertThat(report.failure()).contains("a write to the log has been stuck for");
        assertThat(vital.stalls()).containsKey("the replica");
        assertThat(vital.failure()).isNull();

        started().request(reserve(2));
        assertThat(told).containsExactly("unavailable c-2");
    }

    @Test
    void whatTheStuckServerStillHadToSayIsNotSaidWhenTheDiskReturns() {
        startAndHang();
        await().until(this::isNoticed);
        int before = lives.get();

        disk.countDown();

        await().atMost(Duration.ofSeconds(15)).until(() -> lives.get() > before);
        await().atMost(Duration.ofSeconds(15)).until(() -> started().report().phase() == Phase.ACTIVE);
        await().until(() -> vital.stalls().isEmpty());
        assertThat(told).isEmpty();
        // It is on the disk, so its client receives the outcome when it repeats the request.
        started().request(reserve(1));
        await().until(() -> told.contains("answer c-1"));
    }

    @Test
    void anErrorOfTheReplicasThreadEndsTheProcess() {
        start();
        error = new NoClassDefFoundError("io/ringcast/Gone");

        started().request(reserve(1));

        await().until(() -> vital.failure() != null);
        assertThat(told).isEmpty();
        await().until(() -> leftGroups.get() > 0);
    }

    /**
     * Until the append of the first reservation hangs. On a machine that is too busy, the replica may have been taken for stuck
     * before; then it refuses the request, and the next one counts.
     */
    private void startAndHang() {
        start();
        hangs = true;
        do {
            told.clear();
            started().request(reserve(1));
            await().until(() -> hanging.get() > 0 || !told.isEmpty());
        } while (hanging.get() == 0);
        told.clear();
    }

    /** Whether the replica that hangs now has been given up. */
    private boolean isNoticed() {
        return started().report().failure() != null;
    }

    private void start() {
        var environment = new ReplicaEnvironment<>(
                new SlotMachine(),
                1,
                SUSPECT_AFTER,
                this::open,
                LoneGroup::new,
                new Answers(),
                ReplicaObserver.none(),
                vital);
        runner = ReplicaRunner.start(environment, "s1");
        await().atMost(Duration.ofSeconds(15)).until(() -> started().report().phase() == Phase.ACTIVE);
    }

    private ReplicaRunner<TreePMap<String, String>, SlotMachine.Command, SlotMachine.Outcome> started() {
        return Objects.requireNonNull(runner);
    }

    private static Request<SlotMachine.Command> reserve(int sequence) {
        return new Request<>(
                new RequestId("c", sequence),
                1,
                CLIENT,
                new SlotMachine.Command(SlotMachine.Kind.CLAIM, "slot" + sequence));
    }

    /** A store whose appends hang or fail on demand. */
    private ReplicaStorage open() {
        ReplicaStorage real = SqliteStorage.open(new StoreSettings(store, Durability.ALWAYS, 1_000, "reservation"));
        lives.incrementAndGet();
        return (ReplicaStorage) Proxy.newProxyInstance(
                ReplicaStorage.class.getClassLoader(),
                new Class<?>[] {ReplicaStorage.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("append")) {
                        Error thrown = error;
                        if (thrown != null) {
                            throw thrown;
                        }
                        if (hangs) {
                            hanging.incrementAndGet();
                            disk.await();
                        }
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** A group of one. */
    private final class LoneGroup implements Group {
        @Override
        public MemberId join(Listener listener) {
            var self = new MemberId("m" + lives.get(), "s1");
            listener.viewInstalled(new GroupView("v" + lives.get(), List.of(self)));
            return self;
        }

        @Override
        public void abandonJoin() {}

        @Override
        public void send(MemberId to, byte[] message) {
            throw new AssertionError("there is nobody else");
        }

        @Override
        public void broadcast(byte[] message) {
            // Nobody hears it.
        }

        @Override
        public void close() {
            leftGroups.incrementAndGet();
        }
    }

    private final class Answers implements AnswerSink<SlotMachine.Outcome> {
        @Override
        public void answer(ReturnAddress to, RequestId id, int attempt, long index, SlotMachine.Outcome outcome) {
            told.add("answer " + id);
        }

        @Override
        public void flush() {}

        @Override
        public void unavailable(ReturnAddress to, RequestId id, int attempt) {
            told.add("unavailable " + id);
        }
    }
}
