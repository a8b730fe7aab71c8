package io.ringcast.reservation.client;

import io.ringcast.console.Positional;
import io.ringcast.console.RingcastApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts a client: {@code java -jar reservation-client.jar 235.1.1.1 55555}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ReservationClientApplication {
    /** Entry point. */
    public static void main(String[] args) {
        RingcastApplication.of(ReservationClientApplication.class, "reservation-client")
                .positional(Positional.group("group", "reservation.group", "235.1.1.1"))
                .positional(Positional.port("port", "reservation.port", 55_555))
                .httpPort(8090)
                .readyWhen("servers")
                .quiet()
                .run(args);
    }
}
