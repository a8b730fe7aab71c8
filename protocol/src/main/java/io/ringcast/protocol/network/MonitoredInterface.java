package io.ringcast.protocol.network;

import org.jspecify.annotations.Nullable;

/**
 * One interface, observed repeatedly. It gives the place where sockets are to be bound; when they have to be bound
 * again, {@link #attached()} returns another object.
 *
 * <p>Thread-safe.
 */
public final class MonitoredInterface {
    private final InterfaceSelector selector;
    private volatile @Nullable LocalInterface attached;
    private volatile @Nullable String problem;
    private volatile int multicastTtl = 1;

    /** Observes the interface for the first time. */
    public MonitoredInterface(InterfaceSelector selector) {
        this.selector = selector;
        observe();
    }

    /**
     * Asks the operating system. Sockets outlive it when their interface goes down and comes up again; they do not when
     * it is deleted. A socket whose address is removed may never work again.
     */
    public synchronized void observe() {
        InterfaceStatus status = selector.find();
        problem = status.problem();
        LocalInterface now = status.local();
        LocalInterface before = attached;
        if (now != null) {
            multicastTtl = now.multicastTtl();
        }
        if (now == null) {
            attached = null;
        } else if (before == null || !before.isSamePlaceAs(now)) {
            attached = status.problem() == null ? now : null;
        }
    }

    /** Where sockets are to be bound; null while there is no such place. */
    public @Nullable LocalInterface attached() {
        return attached;
    }

    /** Whether sockets that were bound there are still good. */
    @SuppressWarnings("ReferenceEquality") // An equal object is a later observation: earlier sockets are gone.
    public boolean isStillAttachedTo(@Nullable LocalInterface place) {
        return attached == place;
    }

    /** How many routers a multicast may pass. */
    int multicastTtl() {
        return multicastTtl;
    }

    /** Why the interface cannot be used now; null while it can. */
    public @Nullable String problem() {
        return problem;
    }

    @Override
    public String toString() {
        return selector.toString();
    }
}
