package io.ringcast.dht.peer.ring;

import io.ringcast.dht.peer.domain.Digests;
import io.ringcast.dht.peer.domain.LocalTable;
import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.dht.peer.ring.state.RingPart;
import io.ringcast.dht.peer.ring.state.SplitRecords;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.JsonSize;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.records.RecordPart;
import java.net.InetSocketAddress;
import java.util.List;

/** Gives other members copies of what is complete here, also of a ring that is being rebuilt. It keeps nothing of whom it gives what: they ask for each page. */
final class CopySource {
    private final NodeState state;
    private final SplitRecords parts;

    CopySource(NodeState state) {
        this.state = state;
        this.parts = new SplitRecords(state.settings().partBytes());
    }

    void describe(InetSocketAddress asker, DirectMessage.DescribeCopies request) {
        RingPart part = state.partOf(request.generation());
        LocalTable table = part == null ? null : part.table();
        Digests expected = part == null ? null : part.holdings().expected();
        if (table == null || expected == null) {
            refuse(asker, request.id());
            return;
        }
        answer(
                asker,
                new DirectMessage.CopiesDescribed(
                        request.id(),
                        table.columns(),
                        table.keyColumn(),
                        table.placement().table(),
                        expected.counts(),
                        expected.hashes()));
    }

    void fetch(InetSocketAddress asker, DirectMessage.FetchCopy request) {
        RingPart part = state.partOf(request.generation());
        LocalTable table = part == null ? null : part.table();
        if (part == null || table == null || !part.holdings().has(request.slot())) {
            refuse(asker, request.id());
            return;
        }
        int bytesMax = state.settings().link().frameBytes();
        LocalTable.Page page =
                table.page(request.slot(), request.position(), request.offset(), bytesMax, JsonSize::ofTexts);
        List<List<String>> records = page.records();
        if (records.size() == 1 && JsonSize.ofTexts(records.getFirst()) > bytesMax) {
            RecordPart wanted = parts.part(records.getFirst(), request.part());
            answer(asker, new DirectMessage.CopyPart(request.id(), page.position(), page.offset(), wanted));
            return;
        }
        answer(asker, new DirectMessage.CopyPage(request.id(), page.position(), page.offset(), page.records()));
    }

    private void refuse(InetSocketAddress asker, RequestId id) {
        answer(
                asker,
                new DirectMessage.RequestRefused(
                        id,
                        FailureReason.COPY_INCOMPLETE.name(),
                        state.self().user() + " does not have all of these records"));
    }

    private void answer(InetSocketAddress asker, DirectMessage.DirectAnswer answer) {
        state.emit(new NodeEffect.SendDatagram(NodeEffect.Port.QUERIES, asker, answer));
    }
}
