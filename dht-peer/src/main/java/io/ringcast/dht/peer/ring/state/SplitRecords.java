package io.ringcast.dht.peer.ring.state;

import io.ringcast.protocol.records.RecordPart;
import io.ringcast.protocol.records.RecordSplitter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parts of records that do not fit a datagram, for who asks for one after the other: the last record is not split anew for each. */
public final class SplitRecords {
    private final int partBytesMax;
    private @Nullable List<String> latest;
    private List<RecordPart> parts = List.of();

    /** @param partBytesMax most bytes of the values of a part as a JSON array */
    public SplitRecords(int partBytesMax) {
        this.partBytesMax = partBytesMax;
    }

    /**
     * A part of a record that is larger than a part.
     *
     * @param number from 1; one that there is not is taken for the last one
     */
    @SuppressWarnings("ReferenceEquality") // A record is never changed.
    public RecordPart part(List<String> values, int number) {
        if (values != latest) {
            parts = RecordSplitter.split(values, partBytesMax);
            latest = values;
        }
        return parts.get(Math.min(number, parts.size()) - 1);
    }
}
