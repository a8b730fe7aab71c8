package io.ringcast.dht.peer.ring;

import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.task.AskedLoadTask;
import io.ringcast.dht.peer.ring.task.JoinTask;
import io.ringcast.dht.peer.ring.task.LeaveTask;
import io.ringcast.dht.peer.ring.task.LoadTask;
import io.ringcast.dht.peer.ring.task.RoundTask;
import io.ringcast.dht.peer.ring.task.SetUpTask;
import io.ringcast.dht.peer.ring.task.Task;
import io.ringcast.protocol.dht.RingMessage;
import org.jspecify.annotations.Nullable;

/** What a node has under way: its own command, and a rebuild that another peer has asked for. A new one replaces the one before. */
final class NodeTasks {
    private @Nullable SetUpTask setUp;

    /** To leave, to join or to tear down. */
    private @Nullable Task own;

    private @Nullable AskedLoadTask rebuild;

    void begin(SetUpTask begun) {
        setUp = begun;
        own = null;
    }

    void begin(Task begun) {
        own = begun;
        setUp = null;
    }

    void begin(AskedLoadTask begun) {
        rebuild = begun;
    }

    /** The rebuild that was asked for last; it may be over. */
    @Nullable
    AskedLoadTask rebuild() {
        return rebuild;
    }

    /** The one that loads a ring; null while none does. */
    @Nullable
    LoadTask loading() {
        if (rebuild != null && !rebuild.isOver()) {
            return rebuild;
        }
        return setUp != null && !setUp.isOver() ? setUp : null;
    }

    /** What is known of epochs by a command that leaves the ring; 0 if there is none. */
    long leavingEpoch() {
        return own instanceof LeaveTask leave && !leave.isOver() ? leave.epoch() : 0;
    }

    /** Whether a place in a ring of that epoch is what the command waits for. */
    boolean isJoining(long epoch) {
        return own instanceof JoinTask join && join.isFor(epoch);
    }

    /** A message that this node sent is back. */
    void returned(RingMessage.RoundTrip round, long nowNanos) {
        if (own instanceof RoundTask task && !task.isOver()) {
            task.returned(round, nowNanos);
        }
    }

    /** A part of the members that this node, the leader, has introduced is known to everybody. */
    void introduced(RingMessage.Introduce part, long nowNanos) {
        LoadTask loading = loading();
        if (loading != null) {
            loading.introduced(part, nowNanos);
        }
    }

    /** A leader only places free peers; one that is busy has been given up by the manager. */
    void abandon(FailureReason reason, String text, long nowNanos) {
        abandon(setUp, reason, text, nowNanos);
        abandon(own, reason, text, nowNanos);
        abandonRebuild(reason, text, nowNanos);
    }

    void abandonRebuild(FailureReason reason, String text, long nowNanos) {
        abandon(rebuild, reason, text, nowNanos);
    }

    private static void abandon(@Nullable Task task, FailureReason reason, String text, long nowNanos) {
        if (task != null) {
            task.fail(reason, text, nowNanos);
        }
    }

    void check(long nowNanos) {
        check(setUp, nowNanos);
        check(own, nowNanos);
        check(rebuild, nowNanos);
    }

    private static void check(@Nullable Task task, long nowNanos) {
        if (task != null && !task.isOver()) {
            task.check(nowNanos);
        }
    }

    long wakeAtNanos() {
        return Math.min(wakeAtNanos(setUp), Math.min(wakeAtNanos(own), wakeAtNanos(rebuild)));
    }

    private static long wakeAtNanos(@Nullable Task task) {
        return task == null || task.isOver() ? Long.MAX_VALUE : task.wakeAtNanos();
    }
}
