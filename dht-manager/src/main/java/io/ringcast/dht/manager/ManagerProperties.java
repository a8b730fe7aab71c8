package io.ringcast.dht.manager;

import io.ringcast.dht.manager.domain.ManagerRules;
import io.ringcast.dht.manager.domain.PortRange;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The manager's settings.
 *
 * @param port {@code dht.port}: UDP port on which it answers; 0 takes any free one
 * @param portGroup {@code dht.port-group}: only ports of this group's range may be registered; any by default
 * @param phaseTimeout {@code dht.phase-timeout}: how long a set-up, a leave or a teardown may last before the manager gives
 *     the DHT up
 */
@Validated
@ConfigurationProperties("dht")
public record ManagerProperties(
        @Min(0) @Max(65_535) int port,
        @Nullable @Min(1) @Max(127) Integer portGroup,
        @DefaultValue("10m") Duration phaseTimeout) {
    ManagerRules rules() {
        ManagerRules standard = ManagerRules.standard();
        return portGroup == null ? standard : standard.onlyPorts(PortRange.ofGroup(portGroup));
    }
}
