package io.ringcast.reservation.server;

import io.ringcast.console.Positional;
import io.ringcast.console.RingcastApplication;
import io.ringcast.reservation.server.app.StoreChoice;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** {@code java -jar reservation-server.jar 235.1.1.1 55555}: one server of the reservation service. */
@SpringBootApplication
public class ReservationServer {
    private static final String ROLE = "reservation-server";

    /** Starts the process. */
    public static void main(String[] args) {
        RingcastApplication.of(ReservationServer.class, ROLE)
                .positional(Positional.group("group", "reservation.group", "235.1.1.1"))
                .positional(Positional.port("port", "reservation.port", 55_555))
                .httpPort(8080)
                .outlivesItsInput()
                .readyWhen("replica")
                .withDefault("ringcast.terminal", "false")
                .prepare(new StoreChoice(() -> RingcastApplication.randomName(ROLE))::complete)
                .run(args);
    }
}
