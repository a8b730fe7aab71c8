package io.ringcast.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The lists of recent datagrams, to avoid parsing the same bytes again: a client that asks a group gets the same list
 * from every member. One memo serves one field. Only a list at the end of its datagram is kept: when its bytes are
 * known, nothing after them is left to parse.
 *
 * <p>Keeps at most {@value #PLACES} datagrams. Any thread may use it.
 *
 * @param <T> what the list's elements are read as; immutable
 */
public final class ListMemo<T> {
    private static final int PLACES = 256;

    private final String field;
    private final AtomicReferenceArray<@Nullable KnownList<T>> places = new AtomicReferenceArray<>(PLACES);

    /** @param field the name of the datagrams' field that holds the list */
    public ListMemo(String field) {
        this.field = field;
    }

    String field() {
        return field;
    }

    /** A list and where it came from: the bytes of a datagram from its opening bracket on. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by find() alone.
    record KnownList<T>(byte[] datagram, int from, List<T> list) {}

    /** What the end of a datagram was read as before; null if it is not known. */
    @Nullable
    KnownList<T> find(byte[] datagram, int from) {
        KnownList<T> known = places.get(placeOf(datagram, from));
        return known != null
                        && Arrays.equals(
                                known.datagram, known.from, known.datagram.length, datagram, from, datagram.length)
                ? known
                : null;
    }

    /** The list of something that {@link #find} gave. */
    @SuppressWarnings("unchecked") // Only find() makes such values out of datagrams.
    List<T> listOf(KnownList<?> known) {
        return (List<T>) known.list;
    }

    void keep(byte[] datagram, int from, List<T> list) {
        places.set(placeOf(datagram, from), new KnownList<>(datagram, from, list));
    }

    private static int placeOf(byte[] datagram, int from) {
        var sum = new CRC32C();
        sum.update(datagram, from, datagram.length - from);
        return (int) sum.getValue() & (PLACES - 1);
    }
}
