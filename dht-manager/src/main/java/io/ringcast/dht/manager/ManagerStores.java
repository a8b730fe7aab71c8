package io.ringcast.dht.manager;

import io.ringcast.protocol.network.TransportException;
import io.ringcast.replication.DefaultStores;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Gives a manager that was started without a store its store, and with the store its name. Neither is chosen where the user
 * has said what it is.
 */
final class ManagerStores {
    private static final String NAME = "ringcast.name";
    private static final String OPTIONS = "dht";
    private static final String STORE = OPTIONS + ".store";
    private static final Path ROOT = Path.of("ringcast-store");

    private final Supplier<String> newName;

    /** Keeps the store from other servers until the process ends. Held here, since a lock ends with its object, too. */
    @SuppressWarnings("unused")
    private @Nullable AutoCloseable claim;

    /** @param newName makes a name for a server that has a new store */
    ManagerStores(Supplier<String> newName) {
        this.newName = newName;
    }

    /** Adds what is missing of name and store. */
    void complete(ConfigurableEnvironment environment) {
        String store = environment.getProperty(STORE);
        String name = environment.getProperty(NAME);
        if (store != null) {
            if (name == null) {
                add(environment, Map.of(NAME, DefaultStores.nameIn(Path.of(store), newName, OPTIONS)));
            }
            return;
        }
        boolean alone = environment.getProperty("dht.managers", Integer.class, 1) == 1;
        var stores = alone
                ? new DefaultStores(ROOT, "manager", environment.getProperty("dht.port", Integer.class, 3_000), OPTIONS)
                : new DefaultStores(
                        ROOT,
                        environment.getProperty("dht.manager-group", "235.1.1.3"),
                        environment.getProperty("dht.manager-group-port", Integer.class, 55_600),
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
            throw new TransportException(
                    "ringcast.name should be the name of a directory below ringcast-store, and not %s; or name the directory (--dht.store=DIR)."
                            .formatted(name));
        }
    }

    private static void add(ConfigurableEnvironment environment, Map<String, Object> properties) {
        environment.getPropertySources().addLast(new MapPropertySource("store choice", properties));
    }
}
