package io.ringcast.replication.log;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.StateMachine.Memory;
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
 * The last applied changes, as part of the state. {@link Sessions} know only the last change of each client, so these answer two
 * more questions: whether the group has a change that the losing side of a partition had, and which changes a member loses if
 * another history survives, also when it received its state as a snapshot and has no log of them.
 *
 * <p>Every change is added, and lookups are rare. So the changes are kept in blocks. The last block grows; a full block gets an
 * index at its first lookup, and the oldest block is dropped as a whole. The index of a change determines its block, so all members
 * remember the same changes. Immutable.
 */
public final class RecentChanges {
    private final Memory memory;

    /** Oldest first. */
    private final List<Block> full;

    /** The growing block, newest first. */
    private final PStack<LogEntry> growing;

    private RecentChanges(Memory memory, List<Block> full, PStack<LogEntry> growing) {
        this.memory = memory;
        this.full = full;
        this.growing = growing;
    }

    /** A full block of consecutive changes, oldest first. */
    private static final class Block {
        final List<LogEntry> entries;
        /** The changes of each request, oldest first; created at the first lookup, by any thread. */
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

    /** The index of a remembered change, the last one if there are several; null if it is not remembered. */
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

    /** There are several if both sides of a partition applied the request. */
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
