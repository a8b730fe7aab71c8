package io.ringcast.dht.peer;

import io.ringcast.console.Positional;
import io.ringcast.console.RingcastApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts a peer: {@code java -jar dht-peer.jar <manager-IPv4> <manager-port>}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DhtPeer {
    private static final int HTTP_PORT = 8190;

    /** Entry point. */
    public static void main(String[] args) {
        RingcastApplication.of(DhtPeer.class, "dht-peer")
                .positional(Positional.host("manager-IPv4", "dht.manager-address", "127.0.0.1"))
                .positional(Positional.port("manager-port", "dht.manager-port", 3000))
                .httpPort(HTTP_PORT)
                .readyWhen("manager")
                .quiet()
                .run(args);
    }
}
