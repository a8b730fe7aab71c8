package io.ringcast.protocol.link;

import java.util.List;

/**
 * What a sender puts into one datagram.
 *
 * @param link the link
 * @param sequence 1, 2, 3 …; 0 is a probe, which carries nothing and asks for an acknowledgement
 * @param messages one or more, in order; none in a probe
 */
public record Frame<M>(LinkId link, long sequence, List<M> messages) {
    /** Checks the ranges and copies the list. */
    public Frame {
        messages = List.copyOf(messages);
        if (sequence < 0 || (sequence == 0) != messages.isEmpty()) {
            throw new IllegalArgumentException("a frame has a number from 1 and messages, a probe has neither");
        }
    }

    static <M> Frame<M> probe(LinkId link) {
        return new Frame<>(link, 0, List.of());
    }

    boolean isProbe() {
        return sequence == 0;
    }
}
