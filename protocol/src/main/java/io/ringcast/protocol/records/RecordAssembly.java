package io.ringcast.protocol.records;

import io.ringcast.protocol.JsonSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a record together from its parts, which come in order. A first part begins a new record, whatever has come before; a part that
 * does not follow the one before is dropped, with what there was. Not thread-safe.
 */
public final class RecordAssembly {
    private final int bytesMax;
    private final List<String> values = new ArrayList<>();
    private StringBuilder last = new StringBuilder();
    private int parts;
    private int taken;
    private long bytes;

    /** @param bytesMax most bytes of a record as JSON; one that has more is dropped */
    public RecordAssembly(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /**
     * Takes a part.
     *
     * @return the record, if it is complete now
     */
    public Optional<List<String>> add(RecordPart part) {
        if (part.number() == 1) {
            clear();
            parts = part.of();
        } else if (part.number() != taken + 1 || part.of() != parts) {
            clear();
            return Optional.empty();
        }
        taken++;
        bytes += JsonSize.ofTexts(part.values());
        // Each part has brackets and quotes that the record does not have.
        if (bytes > bytesMax + 5L * taken) {
            clear();
            return Optional.empty();
        }
        last.append(part.values().getFirst());
        for (String value : part.values().subList(1, part.values().size())) {
            values.add(last.toString());
            last = new StringBuilder(value);
        }
        if (!part.isLast()) {
            return Optional.empty();
        }
        values.add(last.toString());
        List<String> complete = List.copyOf(values);
        clear();
        return Optional.of(complete);
    }

    /** Forgets what has come so far. */
    public void clear() {
        values.clear();
        last = new StringBuilder();
        parts = 0;
        taken = 0;
        bytes = 0;
    }
}
