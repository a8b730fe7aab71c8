package io.ringcast.dht.peer.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.console.terminal.CommandResult;
import io.ringcast.dht.peer.Edition.Wording;
import io.ringcast.dht.peer.session.PeerOutcome;
import io.ringcast.protocol.records.KeyHash;
import io.ringcast.protocol.records.TableShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTextTests {
    private static final PeerOutcome FOUND = new PeerOutcome.RecordFound(
            610, List.of(3, 1, 0), List.of("a", "b"), List.of("EVENT_ID", "STATE"), List.of("5536849", "OHIO"), null);
    private static final PeerOutcome MISSING =
            new PeerOutcome.RecordMissing("383097", 8, List.of(2, 0, 1), List.of("a", "b"), "the manager is silent");
    private static final PeerOutcome BUILT =
            new PeerOutcome.DhtBuilt(List.of(72L, 75L, 76L), new TableShape(449, KeyHash.NUMBER, 1950));

    private final OutcomeText names = new OutcomeText(Wording.NAMES);
    private final OutcomeText events = new OutcomeText(Wording.EVENTS);

    @Test
    void eventsAreShownAsTheLaterEditionsHaveIt() {
        assertThat(events.of(FOUND).lines())
                .containsExactly("EVENT_ID: 5536849", "STATE: OHIO", "id-seq: 3, 1, 0", "position: 610 on node 0");
        CommandResult missing = events.of(MISSING);
        assertThat(missing.status()).isEqualTo("FAILURE");
        assertThat(missing.reason()).isEqualTo("NOT_FOUND");
        assertThat(missing.lines())
                .containsExactly(
                        "Storm event 383097 not found in the DHT.", "id-seq: 2, 0, 1", "note: the manager is silent");
        assertThat(events.of(BUILT).lines())
                .containsExactly(
                        "s = 449",
                        "node 0 holds 72 records",
                        "node 1 holds 75 records",
                        "node 2 holds 76 records",
                        "total 223 records",
                        "dht-complete",
                        "SUCCESS: the DHT is complete");
    }

    @Test
    void namesAreShownAsBefore() {
        assertThat(names.of(FOUND).lines())
                .containsExactly("EVENT_ID: 5536849", "STATE: OHIO", "path: 3 -(a)-> 1 -(b)-> 0 (position 610)");
        assertThat(names.of(MISSING).lines())
                .containsExactly("FAILURE NOT_FOUND: '383097' is not in the DHT; the query visited nodes"
                        + " 2 -(a)-> 0 -(b)-> 1; the manager is silent");
        assertThat(names.of(BUILT).lines().getFirst()).isEqualTo("SUCCESS: the DHT is complete");
    }
}
