package io.ringcast.dht.peer.ring;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.RingMessage;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * A query at a node.
 *
 * @param path the nodes that it has visited, this one last
 * @param reasons why each hop was chosen; empty in a ring
 * @param silent nodes that did not answer the nodes of the path
 * @param missing whether the owner is in the path and does not have the record
 */
record Visit(
        RequestId id,
        String name,
        InetSocketAddress asker,
        List<Integer> path,
        List<String> reasons,
        Collection<Integer> silent,
        boolean missing) {
    static Visit entered(DirectMessage.Query query, InetSocketAddress asker, int node) {
        return new Visit(query.id(), query.name(), asker, List.of(node), List.of(), List.of(), false);
    }

    static Visit forwarded(RingMessage.ForwardedQuery query, int node) {
        return new Visit(
                query.id(),
                query.name(),
                query.asker(),
                with(query.path(), node),
                query.reasons(),
                query.silent(),
                query.missing());
    }

    /** A node that forwards a query is not silent, whatever others have found. */
    Visit with(Collection<Integer> alsoSilent) {
        TreeSet<Integer> all = new TreeSet<>(silent);
        all.addAll(alsoSilent);
        path.forEach(all::remove);
        return new Visit(id, name, asker, path, reasons, all, missing);
    }

    /** It goes around these, and no others. */
    Visit around(Collection<Integer> others) {
        return new Visit(id, name, asker, path, reasons, others, missing);
    }

    /** Whether the owner has been asked now, if not before. */
    Visit missing(boolean asked) {
        return new Visit(id, name, asker, path, reasons, silent, missing || asked);
    }

    /** @param why the next node was chosen; empty in a ring, where there is no choice */
    RingMessage.ForwardedQuery onward(String why) {
        return new RingMessage.ForwardedQuery(
                id,
                name,
                asker.getAddress().getHostAddress(),
                asker.getPort(),
                path,
                why.isEmpty() ? reasons : with(reasons, why),
                List.copyOf(silent),
                missing);
    }

    private static <T> List<T> with(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
