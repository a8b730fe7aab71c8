package io.ringcast.dht.manager;

import io.ringcast.console.Positional;
import io.ringcast.console.RingcastApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the manager: {@code java -jar dht-manager.jar <port>}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DhtManager {
    private static final String ROLE = "dht-manager";
    private static final int HTTP_PORT = 8180;

    /** Entry point. */
    public static void main(String[] args) {
        RingcastApplication.of(DhtManager.class, ROLE)
                .positional(Positional.port("port", "dht.port", 3000))
                .httpPort(HTTP_PORT)
                .prepare(new ManagerStores(() -> RingcastApplication.randomName(ROLE))::complete)
                .outlivesItsInput()
                .readyWhen("replica")
                .run(args);
    }
}
