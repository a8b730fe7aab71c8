package io.ringcast.dht.manager.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.Presence;
import io.ringcast.protocol.view.RingView;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a manager knows, as gauges: users by presence, the ring with its vacant and lost slots, the epoch. */
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
        gauge("ringcast.dht.slots.vacant", "Seats of the ring that no member has", RegistryMeters::vacant)
                .register(registry);
        gauge(
                        "ringcast.dht.copies.missing",
                        "Slots that members are to keep and do not have yet, one for each member",
                        RegistryMeters::missing)
                .register(registry);
        gauge("ringcast.dht.epoch", "Decrees on the DHT so far", ManagerState::epoch)
                .register(registry);
    }

    private Gauge.Builder<ManagerReplica> gauge(String name, String description, ToDoubleFunction<ManagerState> value) {
        return Gauge.builder(name, replica, from -> value.applyAsDouble(from.state()))
                .description(description);
    }

    private static long vacant(ManagerState state) {
        RingView view = state.view();
        return view == null
                ? 0
                : view.seats().stream().filter(RingView.Seat::isVacant).count();
    }

    private static long missing(ManagerState state) {
        RingView view = state.view();
        if (view == null) {
            return 0;
        }
        long missing = 0;
        for (int slot = 0; slot < view.seats().size(); slot++) {
            List<Integer> complete = view.seats().get(slot).complete();
            missing += view.holders(slot).stream()
                    .filter(seat -> !complete.contains(seat))
                    .count();
        }
        return missing;
    }

    private static long count(ManagerState state, Presence presence) {
        return state.users().values().stream()
                .filter(user -> user.presence() == presence)
                .count();
    }
}
