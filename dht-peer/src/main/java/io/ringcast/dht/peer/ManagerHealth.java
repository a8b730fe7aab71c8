package io.ringcast.dht.peer;

import io.ringcast.dht.peer.session.SessionStatus;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** A peer cannot do its job without a manager that answers its heartbeats, nor when another process has taken its user. */
@Component("manager")
class ManagerHealth implements HealthIndicator {
    private final Peer peer;
    private final PeerProperties properties;

    ManagerHealth(Peer peer, PeerProperties properties) {
        this.peer = peer;
        this.properties = properties;
    }

    @Override
    public Health health() {
        SessionStatus status = peer.managers();
        String trouble = status.trouble();
        boolean up = status.isManagerHeard() && !status.replaced();
        Health.Builder health = (up ? Health.up() : Health.down())
                .withDetail("manager", properties.manager() + (trouble == null ? "" : ": " + trouble));
        if (!up) {
            health.withDetail("reason", trouble != null && status.replaced() ? trouble : peer.silence());
        }
        return health.build();
    }
}
