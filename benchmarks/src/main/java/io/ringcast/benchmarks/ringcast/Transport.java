package io.ringcast.benchmarks.ringcast;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.ringcast.protocol.autoconfigure.TransportAutoConfiguration;
import io.ringcast.protocol.exchange.SharedTimer;
import io.ringcast.protocol.transport.Datagrams;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** Ringcast's datagrams on loopback, in an application context without anything else. */
public final class Transport implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private Transport(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @ImportAutoConfiguration({IntegrationAutoConfiguration.class, TransportAutoConfiguration.class})
    static class Parts {}

    /** Starts the context. */
    public static Transport open() {
        return new Transport(new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.main.banner-mode=off", "spring.main.log-startup-info=false", "logging.level.root=warn")
                .run());
    }

    /** Opens endpoints. */
    public Datagrams datagrams() {
        return context.getBean(Datagrams.class);
    }

    /** The timer of all exchanges. */
    public SharedTimer timer() {
        return context.getBean(SharedTimer.class);
    }

    /** Counts nothing. */
    public CompositeMeterRegistry meters() {
        return new CompositeMeterRegistry();
    }

    @Override
    public void close() {
        context.close();
    }
}
