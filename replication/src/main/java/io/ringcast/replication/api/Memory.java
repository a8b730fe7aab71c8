package io.ringcast.replication.api;

/**
 * How much of the past the replicated state remembers. Every server of a group forgets the same, so these numbers are a
 * constant of the state machine and no setting.
 *
 * @param clients whose last change is remembered
 * @param changes that are remembered, at least
 * @param blockChanges how many of these are forgotten at once
 */
public record Memory(int clients, int changes, int blockChanges) {
    /** What the service remembers. */
    public static final Memory STANDARD = new Memory(100_000, 10_000, 250);
}
