package io.ringcast.dht.manager;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the process. */
@SpringBootApplication
public class DhtManager {
    /** Entry point. */
    public static void main(String[] args) {
        SpringApplication.run(DhtManager.class, args);
    }
}
