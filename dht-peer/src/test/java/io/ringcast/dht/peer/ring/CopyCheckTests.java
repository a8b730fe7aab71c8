package io.ringcast.dht.peer.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.peer.domain.Digests;
import io.ringcast.dht.peer.domain.LocalTable;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeSettings;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.foundation.RequestIds;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.link.LinkId;
import io.ringcast.protocol.link.LinkSettings;
import io.ringcast.protocol.records.TableShape;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopyCheckTests {
    private static final int RING = 3;
    private static final Member SELF = new Member("alice", "127.0.0.1", List.of(4_000));
    private static final List<List<String>> RECORDS = IntStream.range(0, 60)
            .mapToObj(i -> List.of("Name " + i, "text " + i))
            .toList();

    private final NodeState state = new NodeState(
            SELF,
            new NodeSettings(LinkSettings.standard(), Duration.ofSeconds(15), Duration.ofSeconds(5)),
            new Random(1),
            new RequestIds("alice"));
    private final List<Integer> fetched = new ArrayList<>();
    private final CopyCheck check = new CopyCheck(state, () -> fetched.add(1));
    private long now;

    @BeforeEach
    void holdTwoOfThreeSlots() {
        state.join(new Membership(1, RING, SELF, SELF, 7), 2, 0, LinkId.of(1), LinkId.of(2), 0);
        state.openTable(new RingMessage.OpenTable(List.of("Name", "Text"), 0, new TableShape(353)));
        LocalTable table = table();
        Digests all = new Digests(RING);
        for (List<String> values : RECORDS) {
            all.add(table.ownerOf(values), values);
            if (table.ownerOf(values) < 2) {
                table.add(values);
            }
        }
        state.holdings().expect(all);
        assertThat(state.verifyCopies(1, RING)).isZero();
        state.completeTable();
    }

    private LocalTable table() {
        return Objects.requireNonNull(state.table());
    }

    private void checkEverySlot() {
        for (int i = 0; i < RING; i++) {
            check.flush(now);
            now = check.wakeAtNanos();
        }
    }

    @Test
    void aSlotThatAgreesStays() {
        checkEverySlot();
        assertThat(state.holdings().slots()).containsExactly(0, 1);
        assertThat(check.differences()).isZero();
        assertThat(state.takeEffects()).isEmpty();
    }

    @Test
    void aSlotThatDiffersIsHeldNoMoreAndFetched() {
        List<List<String>> ofTheSlot =
                RECORDS.stream().filter(values -> table().ownerOf(values) == 1).toList();
        table().drop(1);
        ofTheSlot.subList(1, ofTheSlot.size()).forEach(table()::add);
        table().add(List.of(ofTheSlot.getFirst().getFirst(), "another text"));
        checkEverySlot();
        assertThat(state.holdings().slots()).containsExactly(0);
        assertThat(check.differences()).isEqualTo(1);
        assertThat(fetched).hasSize(1);
        assertThat(state.takeEffects()).singleElement().isInstanceOf(NodeEffect.Noticed.class);
    }

    @Test
    void oneSlotIsCheckedAtATime() {
        table().drop(0);
        table().drop(1);
        check.flush(now);
        check.flush(now + CopyCheck.INTERVAL_NANOS - 1);
        assertThat(check.differences()).isEqualTo(1);
        check.flush(now + CopyCheck.INTERVAL_NANOS);
        assertThat(check.differences()).isEqualTo(2);
    }
}
