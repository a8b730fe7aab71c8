package io.ringcast.dht.manager.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.Presence;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a manager knows, as gauges: users by presence, the size of the ring, the epoch. */
public final class RegistryMeters implements MeterBinder {
    private final ManagerReplica replica;

    /** Of this manager. */
    public RegistryMeters(ManagerReplica replica) {
        this.replica = replica;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Presence presence : Presence.values()) {
            gauge("ringcast.dht.users", "Registered users", state -> count(state, presence))
                    .tag("presence", presence.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        gauge(
                        "ringcast.dht.members",
                        "Nodes of the ring, 0 without a DHT",
                        state -> state.ring().size())
                .register(registry);
        gauge(
                        "ringcast.dht.slots.lost",
                        "Slots of the ring whose records nobody has",
                        state -> state.lostSlots().size())
                .register(registry);
        gauge("ringcast.dht.epoch", "Decrees on the DHT so far", ManagerState::epoch)
                .register(registry);
    }

    private Gauge.Builder<ManagerReplica> gauge(String name, String description, ToDoubleFunction<ManagerState> value) {
        return Gauge.builder(name, replica, from -> value.applyAsDouble(from.state()))
                .description(description);
    }

    private static long count(ManagerState state, Presence presence) {
        return state.users().values().stream()
                .filter(user -> user.presence() == presence)
                .count();
    }
}
