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
public final class LoopbackTransport implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private LoopbackTransport(ConfigurableApplicationContext context) {
        this.context = context;
    }

    @ImportAutoConfiguration({IntegrationAutoConfiguration.class, TransportAutoConfiguration.class})
    static class TransportBeans {}

    /** Starts the context. */
    public static LoopbackTransport open() {
        return new LoopbackTransport(new SpringApplicationBuilder(TransportBeans.class)
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

    /** A registry that counts nothing. */
    public CompositeMeterRegistry meters() {
        return new CompositeMeterRegistry();
    }

    @Override
    public void close() {
        context.close();
    }
}
