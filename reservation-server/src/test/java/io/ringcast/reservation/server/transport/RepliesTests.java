package io.ringcast.reservation.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReplyParts;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.Reservation;
import io.ringcast.reservation.server.domain.Slot;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RepliesTests {
    private static final RequestId ID = new RequestId("a", 1);

    private final Replies replies = new Replies("s1");

    @Test
    void anUnchangedRoomIsToldToEveryRequestAsItIs() {
        List<Reservation> reservations = reservations(3);

        List<Reply> first = replies.of(ID, 1, 7, new Outcome.RoomChecked("A", reservations));
        List<Reply> again = replies.of(new RequestId("b", 2), 3, 9, new Outcome.RoomChecked("A", reservations));

        assertThat(first).containsExactly(Reply.of(ID, 1, "s1", 7, Status.OK, told(reservations)));
        assertThat(again).containsExactly(Reply.of(new RequestId("b", 2), 3, "s1", 9, Status.OK, told(reservations)));
        assertThat(again.getFirst().body()).isSameAs(first.getFirst().body());
    }

    @Test
    void aRoomThatHasChangedIsToldAnew() {
        for (int count : new int[] {3, 2, 0, 1, 3}) {
            List<Reservation> reservations = reservations(count);
            assertThat(replies.of(ID, 1, 7, new Outcome.RoomChecked("A", reservations)))
                    .containsExactly(Reply.of(ID, 1, "s1", 7, Status.OK, told(reservations)));
        }
    }

    @Test
    void roomsThatShareAPlaceAreNotMixedUp() {
        assertThat("Aa").hasSameHashCodeAs("BB");
        List<Reservation> one = reservations(1);
        List<Reservation> two = reservations(2);

        for (int i = 0; i < 2; i++) {
            assertThat(replies.of(ID, 1, 7, new Outcome.RoomChecked("Aa", one)))
                    .containsExactly(Reply.of(ID, 1, "s1", 7, Status.OK, told(one)));
            assertThat(replies.of(ID, 1, 7, new Outcome.RoomChecked("BB", two)))
                    .containsExactly(Reply.of(ID, 1, "s1", 7, Status.OK, told(two)));
        }
    }

    @Test
    void aRoomWithMoreThanADatagramHoldsComesInPartsEachTime() {
        List<Reservation> reservations = reservations(100);
        List<Reply> parts = ReplyParts.of(Reply.of(ID, 1, "s1", 7, Status.OK, told(reservations)));

        assertThat(parts).hasSizeGreaterThan(1);
        assertThat(replies.of(ID, 1, 7, new Outcome.RoomChecked("A", reservations)))
                .isEqualTo(parts);
        assertThat(replies.of(ID, 1, 7, new Outcome.RoomChecked("A", reservations)))
                .isEqualTo(parts);
    }

    private static List<Reservation> reservations(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Reservation(new Slot("A", "t" + i, "Monday"), "holder " + i, "x-" + (i + 1), i))
                .toList();
    }

    private static Reply.Body told(List<Reservation> reservations) {
        return new Reply.ReservationList(reservations.stream()
                .map(r -> new Reply.ReservedSlot(r.slot().day(), r.slot().timeslot(), r.holder()))
                .toList());
    }
}
