package io.ringcast.reservation.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the process. */
@SpringBootApplication
public class ReservationServer {
    /** Entry point. */
    public static void main(String[] args) {
        SpringApplication.run(ReservationServer.class, args);
    }
}
