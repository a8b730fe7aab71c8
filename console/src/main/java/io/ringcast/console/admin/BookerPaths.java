package io.ringcast.console.admin;

import java.util.List;

/**
 * Where a user with the role booker may send POST and DELETE. The service itself sees to it that the user changes only what is his
 * or her own, see {@link Requester}. A service without such a bean has nothing for bookers to change.
 *
 * @param patterns of paths, as in {@code /api/reservations/*}
 */
public record BookerPaths(List<String> patterns) {
    /** With a copy of the list. */
    public BookerPaths {
        patterns = List.copyOf(patterns);
    }
}
