package io.ringcast.protocol.transport.stack;

import io.micrometer.core.instrument.Counter;
import io.ringcast.protocol.network.LocalInterface;
import io.ringcast.protocol.network.MonitoredInterface;
import io.ringcast.protocol.network.TransportException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one endpoint bound: opens its sockets when its interface can be used, closes them when the interface or its
 * address is gone, and opens them again when it is back or has another address.
 */
final class EndpointKeeper {
    private static final Logger log = LoggerFactory.getLogger(EndpointKeeper.class);

    private final FlowEndpoint<?> endpoint;
    private final MonitoredInterface network;
    private final SocketOpener opener;
    private final Counter rebinds;
    private @Nullable Binding last;
    private boolean closed;
    private volatile @Nullable String problem;

    /** Opens an endpoint's sockets. */
    @FunctionalInterface
    interface SocketOpener {
        /**
         * Opens them.
         *
         * @param before the previous sockets, released; null if there were none
         * @throws TransportException if they cannot be opened
         */
        Binding open(LocalInterface place, @Nullable Binding before);
    }

    EndpointKeeper(FlowEndpoint<?> endpoint, MonitoredInterface network, SocketOpener opener, Counter rebinds) {
        this.endpoint = endpoint;
        this.network = network;
        this.opener = opener;
        this.rebinds = rebinds;
    }

    /**
     * Opens the sockets for the first time, or leaves it for later if the interface cannot be used now.
     *
     * @throws TransportException if the interface can be used and the sockets cannot be opened
     */
    synchronized void open() {
        LocalInterface place = network.attached();
        if (place != null) {
            bind(place);
        }
    }

    /** The interface that it is bound to. */
    MonitoredInterface network() {
        return network;
    }

    /** Checks whether the sockets are still good, after the interface was observed, and replaces them if not. */
    synchronized void tend() {
        if (closed) {
            return;
        }
        Binding bound = endpoint.sockets().binding();
        if (bound != null && network.isStillAttachedTo(bound.place())) {
            return;
        }
        release();
        LocalInterface place = network.attached();
        try {
            if (place != null) {
                boolean again = last != null;
                bind(place);
                if (again) {
                    rebinds.increment();
                }
            }
            problem = null;
        } catch (TransportException e) {
            log.debug("{} cannot be opened", endpoint.name(), e);
            problem = e.getMessage();
        }
    }

    private void bind(LocalInterface place) {
        Binding bound = opener.open(place, last);
        last = bound;
        endpoint.sockets().use(bound);
    }

    private void release() {
        Binding bound = endpoint.sockets().binding();
        if (bound != null) {
            endpoint.sockets().use(null);
            bound.release().run();
        }
    }

    /** What is wrong with this endpoint; null if nothing is. */
    @Nullable
    String problem() {
        String ofSockets = problem;
        return ofSockets != null ? ofSockets : network.problem();
    }

    synchronized void close() {
        closed = true;
        release();
    }
}
