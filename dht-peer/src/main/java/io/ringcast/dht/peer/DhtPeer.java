package io.ringcast.dht.peer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the process. */
@SpringBootApplication
public class DhtPeer {
    /** Entry point. */
    public static void main(String[] args) {
        SpringApplication.run(DhtPeer.class, args);
    }
}
