package io.ringcast.dht.peer.simulation;

import java.util.ArrayDeque;
import java.util.Deque;

/** One run of a process. While it is paused, what reaches it waits in its sockets' buffers, and what its timers start waits too. */
final class SimulatedProcess {
    /** What the sockets' buffers hold; more is lost. */
    private static final int ARRIVALS_MAX = 256;

    private final Deque<Runnable> arrivals = new ArrayDeque<>();
    private final Deque<Runnable> timers = new ArrayDeque<>();
    private boolean paused;
    private boolean ended;

    /** A datagram arrives. */
    void arrival(Runnable action) {
        if (ended) {
            return;
        }
        if (!paused) {
            action.run();
        } else if (arrivals.size() < ARRIVALS_MAX) {
            arrivals.add(action);
        }
    }

    /** A thread of the process goes on. */
    void timer(Runnable action) {
        if (ended) {
            return;
        }
        if (paused) {
            timers.add(action);
        } else {
            action.run();
        }
    }

    void pause() {
        paused = true;
    }

    /** @param timersFirst whether what was due is done before what has arrived: threads come in any order */
    void resume(boolean timersFirst) {
        paused = false;
        drain(timersFirst ? timers : arrivals);
        drain(timersFirst ? arrivals : timers);
    }

    private void drain(Deque<Runnable> waiting) {
        for (Runnable action = waiting.poll(); action != null; action = waiting.poll()) {
            if (!ended) {
                action.run();
            }
        }
    }

    void end() {
        ended = true;
        arrivals.clear();
        timers.clear();
    }

    boolean runs() {
        return !ended && !paused;
    }

    boolean isPaused() {
        return paused;
    }

    boolean hasEnded() {
        return ended;
    }
}
