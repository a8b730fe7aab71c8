package io.ringcast.reservation.server.app;

import io.ringcast.replication.DefaultStores;
import java.nio.file.Path;
import java.util.Map;
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
    private static final String OPTIONS = "reservation";
    private static final String STORE = OPTIONS + ".store";
    private static final Path ROOT = Path.of("ringcast-store");

    private final Supplier<String> newName;

    /** Keeps the store from other servers until the process ends. Garbage collection would release the lock. */
    @SuppressWarnings("unused")
    private @Nullable AutoCloseable claim;

    /** @param newName makes a name for a server that has a new store */
    public StoreChoice(Supplier<String> newName) {
        this.newName = newName;
    }

    /** Sets name and store if they are missing. */
    public void complete(ConfigurableEnvironment environment) {
        String store = environment.getProperty(STORE);
        String name = environment.getProperty(NAME);
        if (store != null) {
            if (name == null) {
                add(environment, Map.of(NAME, DefaultStores.nameIn(Path.of(store), newName, OPTIONS)));
            }
            return;
        }
        var stores = new DefaultStores(
                ROOT,
                environment.getProperty("reservation.group", "235.1.1.1"),
                environment.getProperty("reservation.port", Integer.class, 55_555),
                OPTIONS);
        if (name != null) {
            requireFileName(name);
            add(environment, Map.of(STORE, stores.named(name).toString()));
        } else {
            DefaultStores.Claimed chosen = stores.choose(newName);
            claim = chosen.claim();
            add(
                    environment,
                    Map.of(NAME, chosen.name(), STORE, chosen.directory().toString()));
        }
    }

    private static void requireFileName(String name) {
        if (name.contains("/") || name.contains("\\") || name.equals(".") || name.equals("..")) {
            throw new WrongPropertyException(
                    "ringcast.name should be the name of a directory below ringcast-store, and not %s; or name the directory (--reservation.store=DIR)."
                            .formatted(name));
        }
    }

    private static void add(ConfigurableEnvironment environment, Map<String, Object> properties) {
        environment.getPropertySources().addLast(new MapPropertySource("store choice", properties));
    }
}
