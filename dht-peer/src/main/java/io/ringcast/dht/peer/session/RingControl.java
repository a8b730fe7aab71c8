package io.ringcast.dht.peer.session;

import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/** What is wanted of this process's ring node, and who goes on when it is done. */
final class RingControl {
    private final SessionState state;
    private final Map<Long, WorkHandler> works = new HashMap<>();
    private final Map<Long, ObjLongConsumer<DirectMessage.DirectAnswer>> queries = new HashMap<>();
    private @Nullable ObjLongConsumer<TaskOutcome> task;
    private long numbers;

    /** Goes on when something that took time has been done. */
    @FunctionalInterface
    interface WorkHandler {
        /** @param fault a sentence that says why it could not be done; null if it has been */
        void done(@Nullable String fault, long nowNanos);
    }

    RingControl(SessionState state) {
        this.state = state;
    }

    void checkDataset(int year, WorkHandler checked) {
        state.emit(new SessionEffect.CheckDataset(number(checked), year));
    }

    void bind(int port, WorkHandler bound) {
        state.emit(new SessionEffect.BindPort(number(bound), port));
    }

    void open(Member self, WorkHandler opened) {
        state.emit(new SessionEffect.OpenRing(number(opened), self));
    }

    void close(WorkHandler closed) {
        state.emit(new SessionEffect.CloseRing(number((fault, now) -> {
            state.placed(false, 0, 0);
            closed.done(fault, now);
        })));
    }

    private long number(WorkHandler handler) {
        works.put(++numbers, handler);
        return numbers;
    }

    void done(long number, @Nullable String fault, long nowNanos) {
        WorkHandler handler = works.remove(number);
        if (handler != null) {
            handler.done(fault, nowNanos);
        }
    }

    /** Starts a task; there is none under way. */
    void run(SessionEffect.RingTask start, ObjLongConsumer<TaskOutcome> ended) {
        task = ended;
        state.emit(start);
    }

    boolean runsTask() {
        return task != null;
    }

    void taskEnded(TaskOutcome outcome, long nowNanos) {
        ObjLongConsumer<TaskOutcome> waiting = task;
        task = null;
        if (waiting != null) {
            waiting.accept(outcome, nowNanos);
        }
    }

    void ask(Member entry, String name, ObjLongConsumer<DirectMessage.DirectAnswer> answered) {
        queries.put(++numbers, answered);
        state.emit(new SessionEffect.AskMember(numbers, entry, name));
    }

    void answered(long query, DirectMessage.DirectAnswer answer, long nowNanos) {
        ObjLongConsumer<DirectMessage.DirectAnswer> waiting = queries.remove(query);
        if (waiting != null) {
            waiting.accept(answer, nowNanos);
        }
    }
}
