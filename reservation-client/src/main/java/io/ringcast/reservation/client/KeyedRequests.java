package io.ringcast.reservation.client;

import io.ringcast.protocol.reservation.ReservationCommand;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * Commands under a key that whoever asks has chosen. The same command under the same key is the same request, whichever client
 * process sends it and however often: the group gives it its first outcome, as long as it remembers the request. Thread-safe.
 *
 * <p>Each key has a session of its own in the group, as each client has.
 */
public final class KeyedRequests {
    /** So long that two keys never meet; 1 to 32 letters and digits are a requester. */
    private static final int REQUESTER_LENGTH = 32;

    private final BiFunction<String, ReservationCommand, CompletableFuture<FirstReply>> group;
    /** One that is under way is not sent a second time. */
    private final Map<String, CompletableFuture<FirstReply>> underWay = new ConcurrentHashMap<>();

    /** Sends through a group. */
    public KeyedRequests(ReservationGroup group) {
        this((requester, command) -> group.clientOf(requester).submit(command));
    }

    /** @param group sends the first command of a requester */
    KeyedRequests(BiFunction<String, ReservationCommand, CompletableFuture<FirstReply>> group) {
        this.group = group;
    }

    /** Submits a command, or joins it if it is under way, as {@link ReservationClient#submit} does. */
    public CompletableFuture<FirstReply> submit(String key, ReservationCommand command) {
        String requester = requester(key, command);
        var outcome = new CompletableFuture<FirstReply>();
        CompletableFuture<FirstReply> before = underWay.putIfAbsent(requester, outcome);
        if (before != null) {
            return before;
        }
        try {
            return group.apply(requester, command).whenComplete((reply, failure) -> {
                underWay.remove(requester);
                if (failure == null) {
                    outcome.complete(reply);
                } else {
                    outcome.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) {
            underWay.remove(requester);
            outcome.completeExceptionally(e);
            return outcome;
        }
    }

    /** Of the command, too: another one under the same key is another request, and never gets the outcome of this one. */
    private static String requester(String key, ReservationCommand command) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((key + '\n' + command).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, REQUESTER_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
