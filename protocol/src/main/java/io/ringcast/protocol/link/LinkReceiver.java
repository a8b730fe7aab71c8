package io.ringcast.protocol.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The receiving end of a link. Frames go in with {@link #receive}, which gives the messages that are now in order, each
 * exactly once; {@link #due} gives the acknowledgement that is to be sent now. Not thread-safe.
 *
 * <p>Time is any monotonic clock in nanoseconds, the same for all calls.
 */
public final class LinkReceiver<M> {
    private final LinkId id;
    private final LinkSettings settings;
    private final TreeMap<Long, Frame<M>> early = new TreeMap<>();
    private long received;
    private long permitted;
    private boolean open = true;
    private int unacknowledged;
    private boolean acknowledgeNow;
    private long acknowledgeAt = Long.MAX_VALUE;

    /** A link on which nothing has arrived yet. */
    public LinkReceiver(LinkId id, LinkSettings settings) {
        this.id = id;
        this.settings = settings;
        this.permitted = settings.windowFrames();
    }

    /** The link. */
    public LinkId id() {
        return id;
    }

    /** Takes a frame and gives the messages that may be handled now, in order. */
    public List<M> receive(Frame<M> frame, long nowNanos) {
        if (!frame.link().equals(id)) {
            return List.of();
        }
        long sequence = frame.sequence();
        if (frame.isProbe() || sequence <= received || early.containsKey(sequence)) {
            acknowledgeNow = true;
            return List.of();
        }
        if (sequence > received + settings.windowFrames()) {
            return List.of();
        }
        if (sequence > received + 1) {
            early.put(sequence, frame);
            acknowledgeNow = true;
            return List.of();
        }
        // A gap has closed: an early acknowledgement may spare a retransmission.
        acknowledgeNow |= !early.isEmpty();
        return inOrder(frame, nowNanos);
    }

    private List<M> inOrder(Frame<M> frame, long nowNanos) {
        List<M> messages = frame.messages();
        take(nowNanos);
        if (!early.isEmpty()) {
            messages = new ArrayList<>(messages);
            while (!early.isEmpty() && early.firstKey() == received + 1) {
                messages.addAll(early.pollFirstEntry().getValue().messages());
                take(nowNanos);
            }
        }
        return messages;
    }

    private void take(long nowNanos) {
        received++;
        if (open) {
            permitted = received + settings.windowFrames();
        }
        unacknowledged++;
        if (unacknowledged >= settings.acknowledgeEvery()) {
            acknowledgeNow = true;
        } else if (acknowledgeAt == Long.MAX_VALUE) {
            acknowledgeAt = nowNanos + settings.acknowledgeAfter().toNanos();
        }
    }

    /**
     * Opens or closes the permit for further frames. Frames that were permitted before may still arrive: up to a window
     * of them.
     */
    public void permit(boolean further) {
        if (further && !open) {
            permitted = Math.max(permitted, received + settings.windowFrames());
            acknowledgeNow = true;
        }
        open = further;
    }

    /** The acknowledgement to send now, if any. */
    public Optional<Acknowledgement> due(long nowNanos) {
        if (!acknowledgeNow && (acknowledgeAt == Long.MAX_VALUE || nowNanos - acknowledgeAt < 0)) {
            return Optional.empty();
        }
        acknowledgeNow = false;
        acknowledgeAt = Long.MAX_VALUE;
        unacknowledged = 0;
        return Optional.of(acknowledgement());
    }

    private Acknowledgement acknowledgement() {
        List<Long> missing = new ArrayList<>();
        long highest = received;
        for (long present : early.keySet()) {
            for (long sequence = highest + 1; sequence < present; sequence++) {
                if (missing.size() == Acknowledgement.MISSING_MAX) {
                    return new Acknowledgement(id, received, permitted, sequence - 1, missing);
                }
                missing.add(sequence);
            }
            highest = present;
        }
        return new Acknowledgement(id, received, permitted, highest, missing);
    }

    /** When {@link #due} must be called next, if nothing else happens; {@link Long#MAX_VALUE}: not at all. */
    public long wakeAtNanos() {
        return acknowledgeNow ? Long.MIN_VALUE : acknowledgeAt;
    }
}
