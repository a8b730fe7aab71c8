package io.ringcast.replication.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The application that is replicated. Every method is pure: the same arguments give the same result on every server, at
 * any time, on any thread.
 *
 * @param <S> the state; immutable
 * @param <C> a command
 * @param <O> the outcome of a command
 */
public interface StateMachine<S, C, O> {
    /** The state of a group that starts with nothing stored. */
    S genesis();

    /** How much of the past the state remembers beside what this machine keeps in it. */
    default Memory memory() {
        return Memory.STANDARD;
    }

    /** Whether the command may change the state. Reads are ordered like changes, but neither logged nor stored. */
    boolean isChange(C command);

    /**
     * Applies a command at its place in the total order. A refusal is an outcome, never an exception.
     *
     * @param level at which the group works: a release with other rules applies the old ones to what is ordered at a lower
     *     level, as all members of the group then do
     */
    Transition<S, O> apply(S state, Ordered<C> command, int level);

    /**
     * The state after a change that was applied before, with this outcome, perhaps by a program with other rules. Never
     * decides: what the outcome says was done is done, and what it refused leaves the state as it is.
     *
     * @throws IllegalStateException if the outcome cannot have come of this command in this state: the log or the image is
     *     broken
     */
    S redo(S state, Ordered<C> command, O outcome);

    /**
     * Applies a change that one side of a partition had made and that the other side, whose state goes on, has not. What
     * conflicts is recorded in the state. A restart applies it again: the rules of this method are the same in every release.
     *
     * @param lostOutcome what the change's requester was told
     * @param kept what the side that goes on decided for the same request, if it had it, too: the requester may have
     *     been told either; else null
     */
    Transition<S, O> reapply(S state, Ordered<C> command, O lostOutcome, @Nullable Kept<O> kept);

    /** Serializes the state piece by piece, since it may be large: equal states give equal bytes. */
    void writeState(S state, OutputStream to) throws IOException;

    /** The same bytes at once. */
    default byte[] encodeState(S state) {
        var bytes = new ByteArrayOutputStream();
        try {
            writeState(state, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #writeState} wrote. */
    S decodeState(byte[] bytes);

    /** Serializes a command: equal commands give equal bytes. */
    byte[] encodeCommand(C command);

    /** Reads what {@link #encodeCommand} wrote. */
    C decodeCommand(byte[] bytes);

    /** Serializes an outcome: equal outcomes give equal bytes. */
    byte[] encodeOutcome(O outcome);

    /** Reads what {@link #encodeOutcome} wrote. */
    O decodeOutcome(byte[] bytes);
}
