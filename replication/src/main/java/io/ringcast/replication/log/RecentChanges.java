package io.ringcast.replication.log;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.Memory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.ConsPStack;
import org.pcollections.PStack;

/**
 * The last applied changes, as part of the state. They tell two things that {@link Sessions} cannot, because it knows no
 * more than each client's last change: whether the group has a change that the losing side of a partition had; and, to
 * a member that was sent its state as a whole and so never logged what led there, which changes it loses when another
 * history goes on.
 *
 * <p>Every change is added, and hardly ever is one looked for. So they are kept in blocks, the last of which is a list
 * that grows; only a full block that is asked gets an index, and the oldest is dropped as a whole. Which block a change
 * belongs to follows from its index in the log, so that every member remembers the same. Immutable.
 */
public final class RecentChanges {
    private final Memory memory;

    /** Oldest first. */
    private final List<Block> full;

    /** The block that grows, newest first. */
    private final PStack<LogEntry> growing;

    private RecentChanges(Memory memory, List<Block> full, PStack<LogEntry> growing) {
        this.memory = memory;
        this.full = full;
        this.growing = growing;
    }

    /** So many changes that follow each other, oldest first. */
    private static final class Block {
        final List<LogEntry> entries;
        /** Those of each request, oldest first; made when first asked for, by whichever thread. */
        private volatile @Nullable Map<RequestId, List<LogEntry>> byId;

        Block(List<LogEntry> entries) {
            this.entries = entries;
        }

        List<LogEntry> of(RequestId id) {
            Map<RequestId, List<LogEntry>> index = byId;
            if (index == null) {
                index = new HashMap<>();
                for (LogEntry entry : entries) {
                    index.computeIfAbsent(entry.id(), key -> new ArrayList<>(1)).add(entry);
                }
                byId = index;
            }
            return index.getOrDefault(id, List.of());
        }
    }

    private long numberOf(LogEntry entry) {
        return (entry.index() - 1) / memory.blockChanges();
    }

    public static RecentChanges none(Memory memory) {
        return new RecentChanges(memory, List.of(), ConsPStack.empty());
    }

    public RecentChanges with(LogEntry entry) {
        if (growing.isEmpty() || numberOf(growing.getFirst()) == numberOf(entry)) {
            return new RecentChanges(memory, full, growing.plus(entry));
        }
        List<Block> blocks = new ArrayList<>(full);
        blocks.add(new Block(oldestFirst(growing)));
        long oldest = numberOf(entry) - memory.changes() / memory.blockChanges();
        blocks.removeIf(block -> numberOf(block.entries.getFirst()) < oldest);
        return new RecentChanges(memory, List.copyOf(blocks), ConsPStack.singleton(entry));
    }

    private static List<LogEntry> oldestFirst(PStack<LogEntry> newestFirst) {
        List<LogEntry> entries = new ArrayList<>(newestFirst);
        Collections.reverse(entries);
        return List.copyOf(entries);
    }

    /** All that are remembered, oldest first. */
    public List<LogEntry> all() {
        return after(0);
    }

    /** The changes after this index, oldest first, as far back as they are remembered. */
    public List<LogEntry> after(long index) {
        return Stream.concat(full.stream().map(block -> block.entries), Stream.of(oldestFirst(growing)))
                .flatMap(List::stream)
                .filter(entry -> entry.index() > index)
                .toList();
    }

    /** Whether no change after this index was forgotten. */
    boolean hasAllAfter(long index) {
        if (!full.isEmpty()) {
            return full.getFirst().entries.getFirst().index() <= index + 1;
        }
        return growing.isEmpty() || growing.get(growing.size() - 1).index() <= index + 1;
    }

    public boolean contains(RequestId id) {
        return first(id) != null;
    }

    public boolean contains(Told told) {
        return indexOf(told) != null;
    }

    /** Where the change stands, if it is remembered: the last place, if there are more. */
    @Nullable
    public Long indexOf(Told told) {
        return oldestFirst(told.id())
                .filter(entry -> Told.of(entry).equals(told))
                .map(LogEntry::index)
                .reduce((older, newer) -> newer)
                .orElse(null);
    }

    /** The oldest remembered change by this request; null if there is none. */
    @Nullable
    public LogEntry first(RequestId id) {
        return oldestFirst(id).findFirst().orElse(null);
    }

    /** More than one after a partition in which both sides had the request. */
    private Stream<LogEntry> oldestFirst(RequestId id) {
        Stream<LogEntry> indexed = full.stream().flatMap(block -> block.of(id).stream());
        List<LogEntry> last =
                growing.stream().filter(entry -> entry.id().equals(id)).toList();
        return Stream.concat(indexed, last.reversed().stream());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecentChanges changes && all().equals(changes.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }
}
