package io.ringcast.console.health;

import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.network.LocalNetwork;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The part of the health that all processes have. */
@Configuration(proxyBeanMethods = false)
public class HealthConfiguration {
    @Bean
    HealthIndicator vitalHealthIndicator(VitalThreads threads) {
        return new VitalHealth(threads);
    }

    @Bean
    HealthIndicator networkHealthIndicator(LocalNetwork network) {
        return new NetworkHealth(network);
    }
}
