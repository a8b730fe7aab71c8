package io.ringcast.console;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;

/** Ends the process in good order: requests under way are answered, ports are closed, then the exit code is 0. */
public class ProcessExit {
    private final ApplicationContext context;

    /** For the process that the context is. */
    public ProcessExit(ApplicationContext context) {
        this.context = context;
    }

    /** Starts the end and returns at once, so that the caller can still give its answer. */
    public void begin() {
        Thread.ofPlatform().name("exit").start(this::now);
    }

    private void now() {
        System.exit(SpringApplication.exit(context));
    }
}
