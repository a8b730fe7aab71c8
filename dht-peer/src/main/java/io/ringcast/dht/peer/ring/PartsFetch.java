package io.ringcast.dht.peer.ring;

import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Limits;
import io.ringcast.protocol.records.RecordAssembly;
import io.ringcast.protocol.records.RecordPart;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Fetches the further parts of a record that was found, from the member that has sent the first: some at a time. */
final class PartsFetch {
    private static final int WINDOW_PARTS = 32;

    private final NodeState state;
    private final InetSocketAddress owner;
    private final RequestId query;
    private final String name;
    private final Duration patience;
    private final DirectMessage.FoundPart found;
    private final Map<Integer, RecordPart> parts = new TreeMap<>();
    private int next = 2;
    private boolean over;

    /**
     * @param query that has found the record
     * @param name key of the record
     * @param patience how long to wait for each part
     */
    PartsFetch(
            NodeState state,
            InetSocketAddress owner,
            RequestId query,
            String name,
            Duration patience,
            DirectMessage.FoundPart found) {
        this.state = state;
        this.owner = owner;
        this.query = query;
        this.name = name;
        this.patience = patience;
        this.found = found;
        parts.put(1, found.first());
    }

    /** Ends with {@link NodeEffect.QueryEnded}. */
    void start(long nowNanos) {
        while (next <= found.first().of() && next <= WINDOW_PARTS) {
            askNext(nowNanos);
        }
    }

    private void askNext(long nowNanos) {
        int number = next++;
        state.requests()
                .ask(
                        owner,
                        new DirectMessage.FetchPart(state.nextId(), name, number),
                        patience,
                        nowNanos,
                        (from, answer, now) -> answered(number, answer, now),
                        now -> end(refused("the member that has the record answers no more")));
    }

    private void answered(int number, DirectMessage.DirectAnswer answer, long nowNanos) {
        if (over) {
            return;
        }
        boolean right = answer instanceof DirectMessage.RecordPartFound part
                && part.part().number() == number
                && part.part().of() == found.first().of();
        if (!right) {
            end(refused("the member that had the record does not give part " + number + " of it; try again"));
            return;
        }
        parts.put(number, ((DirectMessage.RecordPartFound) answer).part());
        if (parts.size() == found.first().of()) {
            assemble();
        } else if (next <= found.first().of()) {
            askNext(nowNanos);
        }
    }

    private void assemble() {
        RecordAssembly assembly = new RecordAssembly(Limits.RECORD_BYTES_MAX);
        Optional<List<String>> record = Optional.empty();
        for (RecordPart part : parts.values()) {
            record = assembly.add(part);
        }
        List<String> values = record.orElse(List.of());
        end(
                values.size() == found.columns().size()
                        ? new DirectMessage.FoundRecord(
                                query, found.position(), found.path(), found.reasons(), found.columns(), values)
                        : refused("the parts of the record do not fit together; try again"));
    }

    private DirectMessage.RequestRefused refused(String text) {
        return new DirectMessage.RequestRefused(query, FailureReason.MEMBER_SILENT.name(), text);
    }

    private void end(DirectMessage.DirectAnswer answer) {
        if (!over) {
            over = true;
            state.emit(new NodeEffect.QueryEnded(query, answer));
        }
    }
}
