package io.ringcast.protocol.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.Decoded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyPartsTests {
    private static final String WIDEST = "\uD83D\uDE00".repeat(64);
    /** Each datagram of an answer is as large as it can be: the longest values in all fields. */
    private static final RequestId WIDEST_ID = new RequestId("x".repeat(32), RequestId.SEQUENCE_MAX);

    private final ReservationCodec codec = new ReservationCodec();

    private static Reply widest(Reply.Body body) {
        return Reply.of(WIDEST_ID, ReservationRequest.ATTEMPT_MAX, WIDEST, RequestId.SEQUENCE_MAX, Status.OK, body);
    }

    @Test
    void anAnswerThatFitsStaysWhole() {
        Reply small = widest(new Reply.NameList(List.of("A", "B")));
        assertThat(ReplyParts.of(small)).containsExactly(small);
        Reply nothing = widest(new Reply.ReservationList(List.of()));
        assertThat(ReplyParts.of(nothing)).containsExactly(nothing);
        Reply done = widest(Reply.EMPTY);
        assertThat(ReplyParts.of(done)).containsExactly(done);
    }

    @ParameterizedTest
    @ValueSource(strings = {"room \"", "\\", "é", "€", "\uD83D\uDE00", "x"})
    void aLargeAnswerIsSplitIntoPartsThatEachFit(String kind) {
        List<String> names = IntStream.range(0, 2_000)
                .mapToObj(i -> kind.repeat(1 + i % 8) + i)
                .toList();

        List<Reply> parts = ReplyParts.of(widest(new Reply.NameList(names)));

        List<String> collected = new ArrayList<>();
        for (Reply part : parts) {
            assertThat(codec.decode(codec.encode(part))).isEqualTo(new Decoded.Message<>(part));
            assertThat(part.part()).isEqualTo(parts.indexOf(part) + 1);
            assertThat(part.parts()).isEqualTo(parts.size());
            collected.addAll(((Reply.NameList) part.body()).names());
        }
        assertThat(collected).isEqualTo(names);
    }

    @Test
    void theWidestReservationsStillFitOneToAPart() {
        var slot = new Reply.ReservedSlot(WIDEST, WIDEST, WIDEST);

        assertThat(ReplyParts.of(widest(new Reply.ReservationList(List.of(slot, slot, slot)))))
                .hasSize(3)
                .allSatisfy(
                        part -> assertThat(codec.encode(part)).hasSizeLessThanOrEqualTo(ReservationCodec.BYTES_MAX));
    }

    @Test
    void whatIsSaidToFitCanBeSplit() {
        int most = 3 * Reply.PARTS_MAX; // Three of the widest names go into a part.
        List<String> names = Collections.nCopies(most, WIDEST);

        assertThat(ReplyParts.of(widest(new Reply.NameList(names)))).hasSize(Reply.PARTS_MAX);
        assertThat(ReplyParts.fit(names)).isTrue();
        assertThat(ReplyParts.fit(Collections.nCopies(most + 1, WIDEST))).isFalse();
        assertThatThrownBy(() -> ReplyParts.of(widest(new Reply.NameList(Collections.nCopies(most + 1, WIDEST)))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void soManyReservationsAreSaidToFitAsCanBeSplit() {
        List<String> timeslot = List.of(WIDEST);
        assertThat(ReplyParts.fit(Collections.nCopies(Reply.PARTS_MAX, WIDEST), timeslot))
                .isTrue();
        assertThat(ReplyParts.fit(Collections.nCopies(Reply.PARTS_MAX + 1, WIDEST), timeslot))
                .isFalse();
        assertThat(ReplyParts.fit(Collections.nCopies(365, "2026-11-22"), Collections.nCopies(24, "8:30-9:30")))
                .isTrue();

        var slot = new Reply.ReservedSlot(WIDEST, WIDEST, WIDEST);
        assertThat(ReplyParts.of(widest(new Reply.ReservationList(Collections.nCopies(Reply.PARTS_MAX, slot)))))
                .hasSize(Reply.PARTS_MAX);
    }
}
