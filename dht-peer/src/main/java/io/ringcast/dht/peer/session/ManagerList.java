package io.ringcast.dht.peer.session;

import io.ringcast.protocol.dht.ManagerAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The managers that this peer knows: the configured one, and those that a manager has listed. */
final class ManagerList {
    private final InetSocketAddress configured;
    private List<InetSocketAddress> all;
    private InetSocketAddress current;

    ManagerList(InetSocketAddress configured) {
        this.configured = configured;
        this.all = List.of(configured);
        this.current = configured;
    }

    /** Takes the list that a manager gives; the configured one stays the first. */
    void learn(List<ManagerAddress> listed) {
        List<InetSocketAddress> learned = new ArrayList<>();
        learned.add(configured);
        for (ManagerAddress manager : listed) {
            if (!learned.contains(manager.socket())) {
                learned.add(manager.socket());
            }
        }
        all = List.copyOf(learned);
        if (!all.contains(current)) {
            current = configured;
        }
    }

    List<InetSocketAddress> all() {
        return all;
    }

    boolean contains(InetSocketAddress address) {
        return all.contains(address);
    }

    /** Whom a request is sent to first. */
    InetSocketAddress current() {
        return current;
    }

    /** Whom a request is repeated to that this one has not answered. */
    InetSocketAddress after(InetSocketAddress silent) {
        return all.get((all.indexOf(silent) + 1) % all.size());
    }

    /** This one answers requests. */
    void answered(InetSocketAddress manager) {
        current = manager;
    }

    /** That none of them answers. */
    String silence() {
        return silence(all);
    }

    static String silence(List<InetSocketAddress> managers) {
        String named = managers.stream()
                .map(manager -> manager.getHostString() + ":" + manager.getPort())
                .collect(Collectors.joining(", "));
        return managers.size() == 1
                ? "the manager at " + named + " does not answer"
                : "none of the managers at " + named + " answers";
    }
}
