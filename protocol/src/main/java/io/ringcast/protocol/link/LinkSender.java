package io.ringcast.protocol.link;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The sending end of a link. Messages go in with {@link #enqueue}; {@link #due} gives the frames that are to be sent now:
 * new ones while the window and the receiver's permit allow, and those that were not acknowledged in time. Not thread-safe.
 *
 * <p>Time is any monotonic clock in nanoseconds, the same for all calls.
 */
public final class LinkSender<M> {
    private final LinkId id;
    private final LinkSettings settings;
    private final ToIntFunction<? super M> bytesOf;
    private final RoundTripTimer timer;
    private final Deque<M> queue = new ArrayDeque<>();
    private final Deque<InFlight<M>> inFlight = new ArrayDeque<>();
    private long nextSequence = 1;
    private long permitted;
    private int probes;
    private long probeAt;
    private long waitingSince = Long.MAX_VALUE;
    private long retransmissions;

    /**
     * A link on which nothing has been sent yet.
     *
     * @param bytesOf how many bytes a message takes in a frame
     */
    public LinkSender(LinkId id, LinkSettings settings, ToIntFunction<? super M> bytesOf) {
        this.id = id;
        this.settings = settings;
        this.bytesOf = bytesOf;
        this.timer = new RoundTripTimer(settings);
        this.permitted = settings.windowFrames();
    }

    /** The link. */
    public LinkId id() {
        return id;
    }

    /** Takes a message to send. The caller bounds the queue: see {@link #backlog}. */
    public void enqueue(M message) {
        queue.addLast(message);
    }

    /** Messages that wait for the window. */
    public int backlog() {
        return queue.size();
    }

    /** Whether everything that was enqueued has been acknowledged. */
    public boolean isDrained() {
        return queue.isEmpty() && inFlight.isEmpty();
    }

    /** How many frames the other end has taken so far: grows as long as anything moves. */
    public long delivered() {
        return nextSequence - 1 - inFlight.size();
    }

    /** How many frames were sent again so far. */
    public long retransmissions() {
        return retransmissions;
    }

    /** The frames to send now. */
    public List<Frame<M>> due(long nowNanos) {
        List<Frame<M>> frames = new ArrayList<>();
        for (InFlight<M> flying : inFlight) {
            if (!flying.held && (flying.missed || nowNanos - flying.dueAt >= 0)) {
                transmit(flying, nowNanos);
                retransmissions++;
                frames.add(flying.frame);
            }
        }
        while (!queue.isEmpty() && inFlight.size() < settings.windowFrames() && nextSequence <= permitted) {
            InFlight<M> flying = new InFlight<>(new Frame<>(id, nextSequence++, pack()), nowNanos);
            transmit(flying, nowNanos);
            inFlight.addLast(flying);
            frames.add(flying.frame);
        }
        if (isBlocked()) {
            probe(frames, nowNanos);
        } else {
            probes = 0;
        }
        watchSilence(nowNanos);
        return frames;
    }

    private List<M> pack() {
        List<M> messages = new ArrayList<>();
        int bytes = 0;
        while (!queue.isEmpty()) {
            int more = bytesOf.applyAsInt(queue.getFirst()) + 1;
            if (bytes + more > settings.frameBytes() && !messages.isEmpty()) {
                break;
            }
            bytes += more;
            messages.add(queue.removeFirst());
        }
        return messages;
    }

    private void transmit(InFlight<M> flying, long nowNanos) {
        flying.transmissions++;
        flying.missed = false;
        flying.sentAt = nowNanos;
        flying.dueAt = nowNanos + timer.timeoutNanos(flying.transmissions);
    }

    /** The receiver has closed its permit and all it had asked for has arrived: the reopening may have been lost. */
    private boolean isBlocked() {
        return !queue.isEmpty() && inFlight.isEmpty();
    }

    private void probe(List<Frame<M>> frames, long nowNanos) {
        if (probes == 0) {
            probes = 1;
            probeAt = nowNanos + timer.timeoutNanos(probes);
        } else if (nowNanos - probeAt >= 0) {
            probes++;
            probeAt = nowNanos + timer.timeoutNanos(probes);
            frames.add(Frame.probe(id));
        }
    }

    private void watchSilence(long nowNanos) {
        if (isDrained()) {
            waitingSince = Long.MAX_VALUE;
        } else if (waitingSince == Long.MAX_VALUE) {
            waitingSince = nowNanos;
        }
    }

    /**
     * Takes an acknowledgement of the other end. An acknowledgement of another link, or of frames never sent, is
     * ignored.
     */
    public void acknowledged(Acknowledgement acknowledgement, long nowNanos) {
        if (!acknowledgement.link().equals(id) || acknowledgement.highest() >= nextSequence) {
            return;
        }
        if (waitingSince != Long.MAX_VALUE) {
            waitingSince = nowNanos;
        }
        permitted = Math.max(permitted, acknowledgement.permitted());
        long sampled = -1;
        while (!inFlight.isEmpty() && inFlight.getFirst().frame.sequence() <= acknowledgement.received()) {
            InFlight<M> arrived = inFlight.removeFirst();
            if (arrived.transmissions == 1 && !arrived.held) {
                sampled = nowNanos - arrived.sentAt;
            }
        }
        if (sampled >= 0) {
            timer.sample(sampled);
        }
        for (InFlight<M> flying : inFlight) {
            mark(flying, acknowledgement, nowNanos);
        }
        watchSilence(nowNanos);
    }

    private void mark(InFlight<M> flying, Acknowledgement acknowledgement, long nowNanos) {
        long sequence = flying.frame.sequence();
        if (sequence > acknowledgement.highest()) {
            return;
        }
        if (!acknowledgement.missing().contains(sequence)) {
            flying.held = true;
        } else if (nowNanos - flying.sentAt >= timer.flightNanos()) {
            flying.missed = true;
        }
    }

    /** When {@link #due} must be called next, if nothing else happens; {@link Long#MAX_VALUE}: not at all. */
    public long wakeAtNanos() {
        long wake = isBlocked() ? probeAt : Long.MAX_VALUE;
        for (InFlight<M> flying : inFlight) {
            if (!flying.held) {
                wake = Math.min(wake, flying.missed ? flying.sentAt : flying.dueAt);
            }
        }
        return wake;
    }

    /** Whether the other end has owed an acknowledgement for so long. */
    public boolean isSilentFor(Duration most, long nowNanos) {
        return waitingSince != Long.MAX_VALUE && nowNanos - waitingSince > most.toNanos();
    }

    /** Whether the other end has been silent for too long. A broken link does not recover; discard it. */
    public boolean isBroken(long nowNanos) {
        return isSilentFor(settings.silenceMax(), nowNanos);
    }

    private static final class InFlight<M> {
        final Frame<M> frame;
        long sentAt;
        long dueAt;
        int transmissions;
        boolean held;
        boolean missed;

        InFlight(Frame<M> frame, long nowNanos) {
            this.frame = frame;
            this.sentAt = nowNanos;
        }
    }
}
