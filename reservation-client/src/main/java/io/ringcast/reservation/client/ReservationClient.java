package io.ringcast.reservation.client;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the process. */
@SpringBootApplication
public class ReservationClient {
    /** Entry point. */
    public static void main(String[] args) {
        SpringApplication.run(ReservationClient.class, args);
    }
}
