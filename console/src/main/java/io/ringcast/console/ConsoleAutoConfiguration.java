package io.ringcast.console;

import io.ringcast.console.admin.AdminConfiguration;
import io.ringcast.console.grid.GridConfiguration;
import io.ringcast.console.health.HealthConfiguration;
import io.ringcast.console.lab.FaultsConfiguration;
import io.ringcast.console.metrics.MetricsConfiguration;
import io.ringcast.console.pages.PagesConfiguration;
import io.ringcast.console.terminal.TerminalConfiguration;
import io.ringcast.console.trace.TraceConfiguration;
import io.ringcast.console.web.WebConfiguration;
import io.ringcast.protocol.autoconfigure.TransportAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** Gives every process its terminal, its trace and its HTTP side. */
@AutoConfiguration(after = TransportAutoConfiguration.class)
@AutoConfigureOrder(Ordered.HIGHEST_PRECEDENCE)
@EnableConfigurationProperties(ConsoleProperties.class)
@Import({
    TerminalConfiguration.class,
    TraceConfiguration.class,
    WebConfiguration.class,
    AdminConfiguration.class,
    HealthConfiguration.class,
    MetricsConfiguration.class,
    GridConfiguration.class,
    PagesConfiguration.class,
    FaultsConfiguration.class
})
public class ConsoleAutoConfiguration {
    /** How the process is ended from inside. */
    @Bean
    ProcessExit processExit(ConfigurableApplicationContext context) {
        return new ProcessExit(context);
    }
}
