package io.ringcast.replication.log;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.StateMachine.Memory;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;

/**
 * The last change and outcome of each client: what makes a repeated request harmless. Part of the replicated state, so
 * that every server gives a repeated request its first outcome, also one that joined since.
 *
 * <p>Bounded: the client that has been silent for the most changes is forgotten first, in the same order everywhere.
 */
public record Sessions<O>(PMap<String, Session<O>> byClient, TreePMap<Long, String> byIndex, int clientsMax) {
    /**
     * @param sequence of the client's last change
     * @param index where the log stood when it was applied; tells apart all sessions
     */
    public record Session<O>(long sequence, long index, O outcome) {}

    public static <O> Sessions<O> none(Memory memory) {
        return new Sessions<>(HashTreePMap.empty(), TreePMap.empty(), memory.clients());
    }

    @Nullable
    public Session<O> of(RequestId id) {
        return byClient.get(id.requester());
    }

    public Sessions<O> with(String client, Session<O> session) {
        Session<O> before = byClient.get(client);
        TreePMap<Long, String> indices = before == null ? byIndex : byIndex.minus(before.index());
        PMap<String, Session<O>> clients = byClient.plus(client, session);
        indices = indices.plus(session.index(), client);
        if (clients.size() > clientsMax) {
            Long oldest = indices.firstKey();
            clients = clients.minus(indices.get(oldest));
            indices = indices.minus(oldest);
        }
        return new Sessions<>(clients, indices, clientsMax);
    }
}
