package io.ringcast.protocol.reservation;

import io.ringcast.protocol.JsonSize;
import io.ringcast.protocol.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** An answer as the datagrams that carry it: one, or numbered parts if its list does not fit. */
public final class ReplyParts {
    /** What a reply needs beside its list and the server's name: every other field at its longest. */
    private static final int ENVELOPE_BYTES = 240;

    private static final String WIDEST_NAME = "\ud83d\udd14".repeat(Text.CODE_POINTS_MAX);

    private ReplyParts() {}

    /**
     * Splits an answer; most often that is the answer itself.
     *
     * @throws IllegalArgumentException if it would take more than {@value Reply#PARTS_MAX} parts
     */
    public static List<Reply> of(Reply whole) {
        return switch (whole.body()) {
            case Reply.NameList n -> split(whole, n.names(), ReplyParts::jsonBytes, Reply.NameList::new);
            case Reply.ReservationList r ->
                split(whole, r.reservations(), ReplyParts::jsonBytes, Reply.ReservationList::new);
            case Reply.Empty e -> List.of(whole);
            case Reply.Holder h -> List.of(whole);
        };
    }

    /** Whether an answer can hold a list of these names, whatever the server is called. */
    public static boolean fit(List<String> names) {
        return groups(names, ReplyParts::jsonBytes, listBytes(WIDEST_NAME)).size() <= Reply.PARTS_MAX;
    }

    /**
     * Whether an answer can hold the reservations of a room that is taken on each of these days at each of these timeslots,
     * whatever the holders and the server are called.
     */
    public static boolean fit(List<String> days, List<String> timeslots) {
        int bytes = jsonBytes(new Reply.ReservedSlot(widest(days), widest(timeslots), WIDEST_NAME));
        long most = (long) Reply.PARTS_MAX * (listBytes(WIDEST_NAME) / bytes);
        return (long) days.size() * timeslots.size() <= most;
    }

    private static String widest(List<String> names) {
        return Collections.max(names, Comparator.comparingInt(ReplyParts::jsonBytes));
    }

    private static <T> List<Reply> split(
            Reply whole, List<T> all, ToIntFunction<T> bytesOf, Function<List<T>, Reply.Body> bodyOf) {
        List<List<T>> groups = groups(all, bytesOf, listBytes(whole.server()));
        if (groups.size() == 1) {
            return List.of(whole);
        }
        List<Reply> parts = new ArrayList<>(groups.size());
        for (List<T> group : groups) {
            parts.add(new Reply(
                    whole.id(),
                    whole.attempt(),
                    whole.server(),
                    whole.index(),
                    whole.status(),
                    parts.size() + 1,
                    groups.size(),
                    bodyOf.apply(group)));
        }
        return parts;
    }

    /** In order, each of at most so many bytes; at least one group. */
    private static <T> List<List<T>> groups(List<T> all, ToIntFunction<T> bytesOf, int bytesMax) {
        List<List<T>> groups = new ArrayList<>();
        int from = 0;
        int bytes = 0;
        for (int i = 0; i < all.size(); i++) {
            int more = bytesOf.applyAsInt(all.get(i));
            if (bytes + more > bytesMax) {
                groups.add(all.subList(from, i));
                from = i;
                bytes = 0;
            }
            bytes += more;
        }
        groups.add(all.subList(from, all.size()));
        return groups;
    }

    /** The bytes that a reply of this server leaves for its list. */
    private static int listBytes(String server) {
        return ReservationCodec.BYTES_MAX - ENVELOPE_BYTES - jsonBytes(server);
    }

    private static int jsonBytes(Reply.ReservedSlot slot) {
        int punctuation = "{\"day\":,\"timeslot\":,\"holder\":},".length();
        return jsonBytes(slot.day()) + jsonBytes(slot.timeslot()) + jsonBytes(slot.holder()) + punctuation;
    }

    /** How many bytes a name takes in a list, with a comma. */
    private static int jsonBytes(String name) {
        return JsonSize.ofText(name) + 1;
    }
}
