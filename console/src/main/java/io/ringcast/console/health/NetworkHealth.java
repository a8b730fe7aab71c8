package io.ringcast.console.health;

import io.ringcast.protocol.network.LocalNetwork;
import java.net.InetAddress;
import java.util.List;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * DOWN while the interface that the process uses is gone, is down, or has no address, or while one of its sockets cannot
 * be opened again. It recovers by itself: a restart would change nothing, so this is a matter of readiness, not of
 * liveness.
 */
final class NetworkHealth implements HealthIndicator {
    private final LocalNetwork network;

    NetworkHealth(LocalNetwork network) {
        this.network = network;
    }

    @Override
    public Health health() {
        List<String> problems = network.problems();
        Health.Builder health = problems.isEmpty() ? Health.up() : Health.down();
        health.withDetail("interface", network.interfaceName());
        network.address().map(InetAddress::getHostAddress).ifPresent(address -> health.withDetail("address", address));
        if (!problems.isEmpty()) {
            health.withDetail("problems", problems);
        }
        return health.build();
    }
}
