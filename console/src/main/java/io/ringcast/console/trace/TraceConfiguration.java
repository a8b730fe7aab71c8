package io.ringcast.console.trace;

import io.ringcast.console.ConsoleProperties;
import io.ringcast.protocol.autoconfigure.RingcastProperties;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The observers of datagrams. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@Import(TraceController.class)
public class TraceConfiguration {
    @Bean
    TraceHistory traceHistory(ConsoleProperties properties) {
        return new TraceHistory(properties.traceHistory());
    }

    @Bean
    TraceStream traceStream() {
        return new TraceStream();
    }

    @Bean
    @ConditionalOnProperty("ringcast.trace")
    TraceLog traceLog(RingcastProperties properties) {
        return new TraceLog(properties.name());
    }
}
