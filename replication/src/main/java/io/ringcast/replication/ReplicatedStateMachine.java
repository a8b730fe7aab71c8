package io.ringcast.replication;

import static java.util.Objects.requireNonNull;

import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.replication.api.AnswerSink;
import io.ringcast.replication.api.GroupAddress;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.ReplicaObserver;
import io.ringcast.replication.api.ReplicaReport;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.group.Group;
import io.ringcast.replication.group.GroupSettings;
import io.ringcast.replication.group.MemberAttributes;
import io.ringcast.replication.group.SoloGroup;
import io.ringcast.replication.jgroups.JGroupsGroup;
import io.ringcast.replication.log.ReplicaStorage;
import io.ringcast.replication.runtime.ReplicaEnvironment;
import io.ringcast.replication.runtime.ReplicaRunner;
import io.ringcast.replication.sqlite.Backups;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One replica of a state machine: its store, its place in the group, and the thread that keeps it equal to the others. It is
 * opened, then started, then asked. Safe for several threads.
 */
public final class ReplicatedStateMachine<S, C, O> implements AutoCloseable {
    private final StateMachine<S, C, O> machine;
    private final ReplicaSettings settings;
    private final VitalThreads vital;
    private final ReplicaStore store;
    private final ReplicaStorage first;
    private volatile @Nullable ReplicaRunner<S, C, O> runner;

    private ReplicatedStateMachine(StateMachine<S, C, O> machine, ReplicaSettings settings, VitalThreads vital) {
        this.machine = machine;
        this.settings = settings;
        this.vital = vital;
        this.store = new ReplicaStore(
                settings.store(),
                new Backups(
                        settings.backups().directory(),
                        settings.name(),
                        settings.backups().kept(),
                        settings.store().options()));
        this.first = store.get();
    }

    /**
     * Opens the store.
     *
     * @param vital ends the process when the replica cannot go on
     * @throws io.ringcast.replication.api.StorageException if the store cannot be used; its data are left as they are
     */
    public static <S, C, O> ReplicatedStateMachine<S, C, O> open(
            StateMachine<S, C, O> machine, ReplicaSettings settings, VitalThreads vital) {
        return new ReplicatedStateMachine<>(machine, settings, vital);
    }

    /**
     * Joins the group; once. Returns before the group is joined.
     *
     * @param group where the group is now, asked each time before it is joined; throws {@link
     *     io.ringcast.replication.api.NetworkUnavailableException} while it cannot be
     * @param answers carries outcomes to whoever asked
     * @param observer told what the replica does
     */
    public void start(Supplier<GroupAddress> group, AnswerSink<O> answers, ReplicaObserver<S> observer) {
        Supplier<ReplicaStorage> opened = firstThen(first, store);
        start(
                () -> {
                    requireNonNull(group.get()); // Who cannot join needs not read the disk.
                    return opened.get();
                },
                () -> new JGroupsGroup(settingsAt(group.get()), observer),
                answers,
                observer);
    }

    /**
     * Starts as the only server there will be, without a network; once.
     *
     * @param answers carries outcomes to whoever asked
     * @param observer told what the replica does
     */
    public void startAlone(AnswerSink<O> answers, ReplicaObserver<S> observer) {
        start(firstThen(first, store), () -> new SoloGroup(settings.name(), attributes()), answers, observer);
    }

    private void start(
            Supplier<ReplicaStorage> storages,
            Supplier<Group> groups,
            AnswerSink<O> answers,
            ReplicaObserver<S> observer) {
        var environment = new ReplicaEnvironment<>(
                machine,
                settings.membership().minMembers(),
                settings.membership().suspectAfter(),
                storages,
                groups,
                answers,
                observer,
                vital);
        runner = ReplicaRunner.start(environment, settings.name());
    }

    private MemberAttributes attributes() {
        return new MemberAttributes(
                MemberAttributes.LEVEL,
                settings.membership().minMembers(),
                settings.membership().servers());
    }

    private static Supplier<ReplicaStorage> firstThen(ReplicaStorage first, Supplier<ReplicaStorage> next) {
        var once = new AtomicReference<@Nullable ReplicaStorage>(first);
        return () -> {
            ReplicaStorage opened = once.getAndSet(null);
            return opened == null ? next.get() : opened;
        };
    }

    private GroupSettings settingsAt(GroupAddress address) {
        return new GroupSettings(
                address,
                settings.name(),
                attributes(),
                settings.membership().options(),
                settings.membership().suspectAfter());
    }

    /** Takes a client's request; never blocks. One that comes before the start is dropped: its client asks again. */
    public void request(Request<C> request) {
        ReplicaRunner<S, C, O> started = runner;
        if (started != null) {
            started.request(request);
        }
    }

    /**
     * The group was joined on a network that is not there any more: it is left, and joined again where it is now. Returns at
     * once.
     *
     * @param what has changed, as a sentence for people
     */
    public void networkChanged(String what) {
        ReplicaRunner<S, C, O> started = runner;
        if (started != null) {
            started.networkChanged(what);
        }
    }

    /** What the replica last told of itself; never waits. */
    public ReplicaReport<S> report() {
        ReplicaRunner<S, C, O> started = runner;
        return started == null ? ReplicaReport.joining() : started.report();
    }

    /** The stored changes after an index, oldest first, at most so many; none while there is no storage. */
    public List<LogEntry> log(long afterIndex, int countMax) {
        ReplicaRunner<S, C, O> started = runner;
        return started == null ? List.of() : started.log(afterIndex, countMax);
    }

    /** What the store held when it was opened. */
    public StoreStatus store() {
        return store.status();
    }

    /**
     * Backs up the store while it is in use. What others have acknowledged may still be on its way to this replica: whoever
     * wants it in the backup has the group decide a read first.
     *
     * @throws io.ringcast.replication.api.StorageException if the backup cannot be written, or another one is being made
     */
    public Backup backUp() {
        return store.backUp();
    }

    /** Leaves the group and closes the store. */
    @Override
    public void close() {
        ReplicaRunner<S, C, O> started = runner;
        if (started == null) {
            first.close();
        } else {
            started.close();
        }
    }
}
