package io.ringcast.dht.peer.ring.state;

import io.ringcast.protocol.JsonSize;
import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.dht.RingMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Records for another member, collected until they fill a frame. */
public final class StoreBatch {
    private final Consumer<RingMessage> link;
    private final int bytesMax;
    private List<List<String>> records = new ArrayList<>();
    private int bytes;

    /** A batch that is sent when it fills a frame of {@code frameBytes}. */
    public StoreBatch(Consumer<RingMessage> link, int frameBytes) {
        this.link = link;
        this.bytesMax = frameBytes - RingMessages.STORE_OVERHEAD_BYTES;
    }

    /** Adds a record; sends what was collected before if both do not fit a frame. */
    public void add(List<String> values) {
        int more = JsonSize.ofTexts(values) + 1;
        if (bytes + more > bytesMax) {
            flush();
        }
        records.add(values);
        bytes += more;
    }

    /** Sends what was collected. */
    public void flush() {
        if (!records.isEmpty()) {
            link.accept(new RingMessage.StoreRecords(records));
            records = new ArrayList<>();
            bytes = 0;
        }
    }
}
