package io.ringcast.reservation.server;

import io.ringcast.console.Positional;
import io.ringcast.console.RingcastApplication;
import io.ringcast.replication.boot.ReplicaOptions;
import io.ringcast.replication.boot.StoreChoice;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.core.env.Environment;

/** {@code java -jar reservation-server.jar 235.1.1.1 55555}: one server of the reservation service. */
@SpringBootApplication
public class ReservationServer {
    private static final String ROLE = "reservation-server";
    private static final String GROUP = "235.1.1.1";
    private static final int PORT = 55_555;

    /** Starts the process. */
    public static void main(String[] args) {
        RingcastApplication.of(ReservationServer.class, ROLE)
                .positional(Positional.group("group", "reservation.group", GROUP))
                .positional(Positional.port("port", "reservation.port", PORT))
                .httpPort(8080)
                .outlivesItsInput()
                .readyWhen("replica")
                .withDefault("ringcast.terminal", "false")
                .prepare(new StoreChoice(
                        "reservation",
                        ReplicaOptions.STORES,
                        ReservationServer::group,
                        () -> RingcastApplication.randomName(ROLE))::complete)
                .run(args);
    }

    private static StoreChoice.StoreGroup group(Environment environment) {
        return new StoreChoice.StoreGroup(
                environment.getProperty("reservation.group", GROUP),
                environment.getProperty("reservation.port", Integer.class, PORT));
    }
}
