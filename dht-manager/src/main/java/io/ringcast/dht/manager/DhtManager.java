package io.ringcast.dht.manager;

import io.ringcast.console.Positional;
import io.ringcast.console.RingcastApplication;
import io.ringcast.replication.boot.ReplicaOptions;
import io.ringcast.replication.boot.StoreChoice;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.core.env.Environment;

/** Starts the manager: {@code java -jar dht-manager.jar <port>}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DhtManager {
    private static final String ROLE = "dht-manager";
    private static final Path STORES = ReplicaOptions.STORES.resolve("managers");
    private static final int PORT = 3_000;
    private static final int HTTP_PORT = 8180;

    /** Entry point. */
    public static void main(String[] args) {
        RingcastApplication.of(DhtManager.class, ROLE)
                .positional(Positional.port("port", "dht.port", PORT))
                .httpPort(HTTP_PORT)
                .prepare(
                        new StoreChoice("dht", STORES, DhtManager::group, () -> RingcastApplication.randomName(ROLE))
                                ::complete)
                .outlivesItsInput()
                .readyWhen("replica")
                .run(args);
    }

    /** A manager that is alone is known by its port. */
    private static StoreChoice.StoreGroup group(Environment environment) {
        return environment.getProperty("dht.managers", Integer.class, 1) == 1
                ? new StoreChoice.StoreGroup("single", environment.getProperty("dht.port", Integer.class, PORT))
                : new StoreChoice.StoreGroup(
                        environment.getProperty("dht.manager-group", "235.1.1.3"),
                        environment.getProperty("dht.manager-group-port", Integer.class, 55_600));
    }
}
