package io.ringcast.console.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adapts the metrics of libraries so that Prometheus's own linter accepts them. */
@Configuration(proxyBeanMethods = false)
public class MetricsConfiguration {
    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "http.server.requests", "Requests over HTTP that were answered",
            "http.server.requests.active", "Requests over HTTP that are being answered");

    /** Metrics in other units than seconds, one named like a histogram, and those of HTTP sessions, which are not used. */
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

    /** Spring gives its HTTP metrics no descriptions. */
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
