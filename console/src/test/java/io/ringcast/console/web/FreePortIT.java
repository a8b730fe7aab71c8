package io.ringcast.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

class FreePortIT {
    @Configuration
    @EnableAutoConfiguration
    static class Application {}

    /** Logging is one for the JVM, and cannot be set up by several applications at a time as processes do it. */
    @BeforeAll
    static void leaveLoggingAlone() {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
    }

    @AfterAll
    static void giveLoggingBack() {
        System.clearProperty(LoggingSystem.SYSTEM_PROPERTY);
    }

    @Test
    void processesThatStartTogetherEachGetAPortOfTheirOwn() throws Exception {
        int taken = 4;
        List<ConfigurableApplicationContext> contexts = new ArrayList<>();
        try (var occupied = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService executor = Executors.newFixedThreadPool(taken)) {
            int first = occupied.getLocalPort();
            Callable<ConfigurableApplicationContext> start = () -> start("--ringcast.http-port=" + first);
            for (Future<ConfigurableApplicationContext> started :
                    executor.invokeAll(Collections.nCopies(taken, start))) {
                contexts.add(started.get());
            }

            assertThat(contexts)
                    .extracting(FreePortIT::port)
                    .doesNotHaveDuplicates()
                    .allMatch(port -> port > first);
        } finally {
            contexts.forEach(ConfigurableApplicationContext::close);
        }
    }

    @Test
    void anExplicitPortIsTakenOrRefused() throws IOException {
        int free;
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = probe.getLocalPort();
        }
        try (ConfigurableApplicationContext context = start("--server.port=" + free)) {
            assertThat(port(context)).isEqualTo(free);
        }
    }

    private static ConfigurableApplicationContext start(String option) {
        return new SpringApplicationBuilder(Application.class)
                .run(option, "--server.address=127.0.0.1", "--spring.main.banner-mode=off");
    }

    private static int port(ConfigurableApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }
}
