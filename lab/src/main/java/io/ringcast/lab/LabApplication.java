package io.ringcast.lab;

import io.ringcast.console.RingcastApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** {@code ./ringcast lab}: starts everything on loopback, and serves the page of the lab. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class LabApplication {
    /** Starts the lab. */
    public static void main(String[] args) {
        RingcastApplication.of(LabApplication.class, "lab")
                .httpPort(8070)
                .outlivesItsInput()
                .quiet()
                .withDefault("ringcast.terminal", "false")
                .withDefault("ringcast.name", "lab")
                // All its processes end first.
                .withDefault("spring.lifecycle.timeout-per-shutdown-phase", "10s")
                .run(args);
    }
}
