package io.ringcast.console;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Ends the process in good order: requests under way are answered, ports are closed, then the exit code is 0. */
public class ProcessExit {
    private final ConfigurableApplicationContext context;

    /** For the process that the context is. */
    public ProcessExit(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts the end and returns at once, so that the caller can still give its answer. */
    public void begin() {
        Thread.ofPlatform().name("exit").start(this::now);
    }

    private void now() {
        // Somebody else, for example a signal, may have begun already.
        System.exit(context.isActive() ? SpringApplication.exit(context) : 0);
    }
}
