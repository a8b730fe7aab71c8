package io.ringcast.console.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the libraries' metrics such that Prometheus's own tool has nothing against them. */
@Configuration(proxyBeanMethods = false)
public class MetricsConfiguration {
    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "http.server.requests", "Requests over HTTP that were answered",
            "http.server.requests.active", "Requests over HTTP that are being answered");

    /** Milliseconds and nanoseconds where Prometheus wants seconds, a name as of a histogram, sessions that nobody has. */
    private static final Set<String> LEFT_OUT = Set.of(
            "jvm.compilation.time",
            "process.cpu.time",
            "system.cpu.count",
            "tomcat.sessions.active.current",
            "tomcat.sessions.active.max",
            "tomcat.sessions.alive.max",
            "tomcat.sessions.created",
            "tomcat.sessions.expired",
            "tomcat.sessions.rejected");

    @Bean
    MeterFilter withoutWhatPrometheusRejects() {
        return MeterFilter.deny(id -> LEFT_OUT.contains(id.getName()));
    }

    /** The framework describes what it measures over HTTP in its handbook only. */
    @Bean
    MeterFilter described() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id id) {
                String description = DESCRIPTIONS.get(id.getName());
                return description == null || id.getDescription() != null
                        ? id
                        : new Meter.Id(
                                id.getName(),
                                Tags.of(id.getTagsAsIterable()),
                                id.getBaseUnit(),
                                description,
                                id.getType());
            }
        };
    }
}
