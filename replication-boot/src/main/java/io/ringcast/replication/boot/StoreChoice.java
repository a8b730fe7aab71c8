package io.ringcast.replication.boot;

import io.ringcast.replication.DefaultStores;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives a server that was started without a store its store, and with the store its name. A configured store or name is
 * kept.
 */
public final class StoreChoice {
    private static final String NAME = "ringcast.name";

    private final String prefix;
    private final Path root;
    private final Function<ConfigurableEnvironment, StoreGroup> groups;
    private final Supplier<String> newName;

    /** Keeps the store from other servers until the process ends. Garbage collection would release the lock. */
    @SuppressWarnings("unused")
    private @Nullable AutoCloseable claim;

    /**
     * Whose stores lie side by side, since any of its servers may take any of them.
     *
     * @param name of the group, such as its multicast address
     * @param port of the group
     */
    public record StoreGroup(String name, int port) {}

    /**
     * The choice of a service.
     *
     * @param prefix what the names of its options begin with; {@code store} is among them
     * @param root directory of the stores of this service, and of no other: which service a store is of cannot be seen
     * @param groups the group that the options name
     * @param newName makes a name for a server that has a new store
     */
    public StoreChoice(
            String prefix, Path root, Function<ConfigurableEnvironment, StoreGroup> groups, Supplier<String> newName) {
        this.prefix = prefix;
        this.root = root;
        this.groups = groups;
        this.newName = newName;
    }

    /** Sets name and store if they are missing. */
    public void complete(ConfigurableEnvironment environment) {
        String store = environment.getProperty(option("store"));
        String name = environment.getProperty(NAME);
        if (store != null) {
            if (name == null) {
                add(environment, Map.of(NAME, DefaultStores.nameIn(Path.of(store), newName, prefix)));
            }
            return;
        }
        StoreGroup group = groups.apply(environment);
        var stores = new DefaultStores(root, group.name(), group.port(), prefix);
        if (name != null) {
            requireFileName(name);
            add(environment, Map.of(option("store"), stores.named(name).toString()));
        } else {
            DefaultStores.Claimed chosen = stores.choose(newName);
            claim = chosen.claim();
            add(
                    environment,
                    Map.of(
                            NAME,
                            chosen.name(),
                            option("store"),
                            chosen.directory().toString()));
        }
    }

    private String option(String name) {
        return prefix + "." + name;
    }

    private void requireFileName(String name) {
        if (name.contains("/") || name.contains("\\") || name.equals(".") || name.equals("..")) {
            throw new WrongPropertyException(
                    "ringcast.name should be the name of a directory below %s, and not %s; or name the directory (--%s.store=DIR)."
                            .formatted(root, name, prefix));
        }
    }

    private static void add(ConfigurableEnvironment environment, Map<String, Object> properties) {
        environment.getPropertySources().addLast(new MapPropertySource("store choice", properties));
    }
}
