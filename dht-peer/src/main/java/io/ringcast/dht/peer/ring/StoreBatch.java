package io.ringcast.dht.peer.ring;

import io.ringcast.protocol.dht.JsonSize;
import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.dht.RingMessages;
import java.util.ArrayList;
import java.util.List;

/** Records for the right neighbour, collected until they fill a frame. */
final class StoreBatch {
    private final Links links;
    private final int bytesMax;
    private List<List<String>> records = new ArrayList<>();
    private int bytes;

    StoreBatch(Links links, int frameBytes) {
        this.links = links;
        this.bytesMax = frameBytes - RingMessages.STORE_OVERHEAD_BYTES;
    }

    void add(List<String> values) {
        int more = JsonSize.ofRecord(values) + 1;
        if (bytes + more > bytesMax) {
            flush();
        }
        records.add(values);
        bytes += more;
    }

    void flush() {
        if (!records.isEmpty()) {
            links.send(new RingMessage.Store(records));
            records = new ArrayList<>();
            bytes = 0;
        }
    }

    void clear() {
        records = new ArrayList<>();
        bytes = 0;
    }
}
