package io.ringcast.replication.simulation.slots;

import static net.bytebuddy.matcher.ElementMatchers.named;

import io.ringcast.replication.simulation.StandardPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.pool.TypePool;

/**
 * A bug that the simulation has to find. One method of one class gets another body, in a class loader of its own that loads
 * this module anew: the product knows nothing of it.
 */
record PlantedBug(String name, StandardPlan plan, String type, String method, Implementation body) {
    private static final String MODULE = "io.ringcast.replication.";

    static final List<PlantedBug> ALL = List.of(
            // The leader answers when it has stored a request alone.
            new PlantedBug(
                    "ANSWER_BEFORE_A_SECOND_SERVER_HAS_THE_REQUEST",
                    StandardPlan.ONE_CRASH_AT_A_TIME,
                    "core.PrepareOks",
                    "committed",
                    bodyOf("committedByOne")),
            // The joiner applies what was ordered from a later position on than that of its snapshot.
            new PlantedBug(
                    "SNAPSHOT_AT_ANOTHER_POSITION_THAN_THE_BUFFER",
                    StandardPlan.ONE_CRASH_AT_A_TIME,
                    "core.HeldMessages",
                    "takeAll",
                    bodyOf("takeAllButTheFirstOrder")),
            // The leader decides by its own log.
            new PlantedBug(
                    "VIEW_CHANGE_WITHOUT_RECONCILIATION",
                    StandardPlan.MAJORITY_OF_THREE,
                    "core.ViewChange",
                    "isComplete",
                    FixedValue.value(true)),
            // A joiner does not know what clients were told.
            new PlantedBug(
                    "SNAPSHOT_WITHOUT_SESSIONS",
                    StandardPlan.MAJORITY_OF_THREE,
                    "log.Sessions",
                    "byIndex",
                    bodyOf("nothing")),
            // With min-members 1 a view change goes on from whoever has announced.
            new PlantedBug(
                    "QUORUM_THAT_DOES_NOT_INTERSECT",
                    StandardPlan.ONE_CRASH_AT_A_TIME,
                    "core.ViewChange",
                    "isQuorum",
                    FixedValue.value(true)),
            // A member that lost its disk counts as one that knows what was answered.
            new PlantedBug(
                    "QUORUM_WITH_A_WIPED_DISK",
                    StandardPlan.WIPED_DISKS_OF_THREE,
                    "core.ViewChange",
                    "holders",
                    bodyOf("allThatAnnounced")),
            // An answer goes out before the change is on the disk.
            new PlantedBug(
                    "ANSWER_BEFORE_IT_IS_STORED",
                    StandardPlan.BOTH_SIDES_GO_ON,
                    "core.Outbox",
                    "afterStoring",
                    bodyOf("beforeStoring")),
            // The disk says that changes are stored, and loses them when the power fails.
            new PlantedBug(
                    "DISK_THAT_LOSES_WHAT_WAS_NOT_SYNCED",
                    StandardPlan.MAJORITY_OF_THREE,
                    "simulation.SimulatedDisk",
                    "syncs",
                    bodyOf("syncsAllButChanges")),
            // After a restart a server does not know which outcomes it has told.
            new PlantedBug(
                    "CERTAIN_INDEX_IS_NOT_STORED",
                    StandardPlan.BOTH_SIDES_GO_ON,
                    "core.Outbox",
                    "certainUpTo",
                    StubMethod.INSTANCE),
            // A member applies what another leader ordered.
            new PlantedBug(
                    "ORDER_OF_ANOTHER_EPOCH_IS_TAKEN",
                    StandardPlan.MAJORITY_OF_THREE,
                    "core.Role",
                    "isOf",
                    FixedValue.value(true)),
            // A restarted server decides again, by the rules of its own release.
            new PlantedBug(
                    "OUTCOMES_ARE_COMPUTED_ANEW_AT_A_RESTART",
                    StandardPlan.ROLLING_UPGRADE,
                    "log.ReplicaState",
                    "replay",
                    bodyOf("replayByNewRules")),
            // A group uses the rules of its newest member.
            new PlantedBug(
                    "LEVEL_OF_THE_NEWEST_MEMBER",
                    StandardPlan.ROLLING_UPGRADE,
                    "group.Levels",
                    "of",
                    bodyOf("highestLevel")));

    private static Implementation bodyOf(String method) {
        ClassFileLocator locator = ClassFileLocator.ForClassLoader.of(PlantedBug.class.getClassLoader());
        TypeDescription bodies = TypePool.Default.of(locator)
                .describe(PlantedBug.class.getPackageName() + ".PlantedBodies")
                .resolve();
        return MethodDelegation.withDefaultConfiguration().filter(named(method)).to(bodies);
    }

    @Override
    public String toString() {
        return name;
    }

    /** The plan with the bug in it: what a seed breaks. */
    LongFunction<Optional<String>> planted() {
        try {
            var loader = new Loader();
            loader.loadClass(MODULE + type); // A bug that cannot be planted must not pass for one that was found.
            Class<?> runs = Class.forName(PlantedRun.class.getName(), true, loader);
            Method violation = runs.getMethod("violation", String.class, long.class);
            return seed -> violation(violation, plan.name(), seed);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot plant " + name, e);
        }
    }

    private static Optional<String> violation(Method method, String plan, long seed) {
        try {
            return ((Optional<?>) method.invoke(null, plan, seed)).map(String::valueOf);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot run " + plan, e);
        }
    }

    private final class Loader extends ClassLoader {
        private final ClassFileLocator files = ClassFileLocator.ForClassLoader.of(PlantedBug.class.getClassLoader());

        Loader() {
            super(PlantedBug.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(MODULE)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : define(name);
            }
        }

        private Class<?> define(String name) {
            byte[] bytes = bytes(name);
            return defineClass(name, bytes, 0, bytes.length, null);
        }

        private byte[] bytes(String name) {
            try {
                if (!name.equals(MODULE + type)) {
                    return files.locate(name).resolve();
                }
                TypeDescription original =
                        TypePool.Default.of(files).describe(name).resolve();
                if (original.getDeclaredMethods().filter(named(method)).isEmpty()) {
                    throw new AssertionError("%s has no method %s any more".formatted(name, method));
                }
                return new ByteBuddy()
                        .redefine(original, files)
                        .method(named(method))
                        .intercept(body)
                        .make()
                        .getBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
