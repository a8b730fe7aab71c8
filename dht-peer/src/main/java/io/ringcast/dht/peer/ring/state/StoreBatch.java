package io.ringcast.dht.peer.ring.state;

import io.ringcast.protocol.JsonSize;
import io.ringcast.protocol.dht.Limits;
import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.dht.RingMessages;
import io.ringcast.protocol.records.RecordSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Records for another member, collected until they fill a frame; one that is too large for a frame goes in parts. */
public final class StoreBatch {
    private final Consumer<RingMessage> link;
    private final int bytesMax;
    private final int wholeBytesMax;
    private final int partBytesMax;
    private List<List<String>> records = new ArrayList<>();
    private int bytes;

    /**
     * A batch that is sent when it fills a frame of {@code frameBytes}.
     *
     * @param split whether the member understands parts of all records that do not fit a frame, and not only of those that fit no
     *     datagram
     */
    public StoreBatch(Consumer<RingMessage> link, int frameBytes, boolean split) {
        this.link = link;
        this.bytesMax = frameBytes - RingMessages.STORE_OVERHEAD_BYTES;
        this.wholeBytesMax = split ? bytesMax : Limits.WHOLE_RECORD_BYTES_MAX;
        this.partBytesMax = frameBytes - RingMessages.PART_OVERHEAD_BYTES - 1;
    }

    /** Adds a record; sends what was collected before if both do not fit a frame. */
    public void add(List<String> values) {
        int more = JsonSize.ofTexts(values) + 1;
        if (more > wholeBytesMax) {
            flush();
            RecordSplitter.split(values, partBytesMax).forEach(part -> link.accept(new RingMessage.StorePart(part)));
            return;
        }
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
