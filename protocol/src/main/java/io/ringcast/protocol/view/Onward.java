package io.ringcast.protocol.view;

import io.ringcast.protocol.overlay.Hop;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.overlay.Seats;
import java.util.Collection;
import java.util.List;

/**
 * Where a query goes if some members are silent: to the first member that has the record and is not silent, around all that are.
 *
 * @param server seat of the member that is to answer; -1 if nobody has the record
 * @param silent the members that the query goes around
 */
public record Onward(int server, List<Integer> silent) {
    /** Copies the list. */
    public Onward {
        silent = List.copyOf(silent);
    }

    /**
     * The way to one of those that have the record. If all of them are silent it is the first one after all: the asker repeats its
     * query.
     *
     * @param servers the seats of those that have the record, in the order in which they answer
     */
    public static Onward to(List<Integer> servers, Collection<Integer> silent) {
        int first = servers.isEmpty() ? -1 : servers.getFirst();
        int server = servers.stream()
                .filter(seat -> !silent.contains(seat))
                .findFirst()
                .orElse(first);
        return new Onward(server, silent.stream().filter(seat -> seat != server).toList());
    }

    /**
     * The next hop, from a member that is not the server.
     *
     * @param taken the seats that are taken, silent members' among them
     */
    public Hop hop(Overlay overlay, Seats taken, int self) {
        return overlay.nextHop(taken.without(silent), self, server);
    }
}
