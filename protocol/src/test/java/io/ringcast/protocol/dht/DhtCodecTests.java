package io.ringcast.protocol.dht;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.Decoded;
import io.ringcast.protocol.MessageCodec;
import io.ringcast.protocol.link.Acknowledgement;
import io.ringcast.protocol.link.Frame;
import io.ringcast.protocol.link.LinkId;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.records.KeyHash;
import io.ringcast.protocol.records.RecordPart;
import io.ringcast.protocol.records.TableShape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DhtCodecTests {
    private static final RequestId ID = new RequestId("k3jd9", 12);
    private static final Member ALICE = new Member("alice", "10.0.0.1", List.of(4000, 4001, 4002));
    private static final Member BOB = new Member("bob", "10.0.0.2", List.of(4000));
    private static final LinkId LINK = new LinkId("00112233445566ff");

    private final MessageCodec<ManagerMessage> manager = ManagerCodec.create();
    private final MessageCodec<PeerMessage> peer = PeerCodec.create();

    static Stream<ManagerMessage> managerMessages() {
        return Stream.of(
                new ManagerRequest.Register(ID, "alice", "10.0.0.1", List.of(4000, 4001, 4002), ""),
                new ManagerRequest.Register(ID, "alice", "10.0.0.1", List.of(4000, 4001, 4002), "x7k2"),
                new PresenceMessage.Heartbeat(ID, "alice", "x7k2", 0),
                new PresenceMessage.Heartbeat(ID, "alice", "x7k2", 7),
                new ManagerRequest.CopiesHeld(ID, "alice", 7, List.of(0, 4)),
                new PresenceMessage.View(
                        ID,
                        4,
                        LINK,
                        7,
                        3,
                        Overlay.RING,
                        6,
                        1,
                        List.of(
                                new PresenceMessage.SeatedMember(ALICE, 4, 7, List.of(1, 3)),
                                new PresenceMessage.SeatedMember(null, 0, 0, List.of(3)))),
                new PresenceMessage.View(
                        ID,
                        4,
                        LINK,
                        7,
                        3,
                        Overlay.PASTRY,
                        6,
                        1,
                        List.of(new PresenceMessage.SeatedMember(null, 0, 0, List.of(3)))),
                new PresenceMessage.ViewChanges(
                        ID,
                        4,
                        LINK,
                        4,
                        7,
                        3,
                        Overlay.CHORD,
                        1_000,
                        6,
                        List.of(new PresenceMessage.ChangedSeat(
                                999, new PresenceMessage.SeatedMember(ALICE, 4, 7, List.of(1, 3))))),
                new ManagerRequest.SetUpDht(ID, 5, "alice"),
                new ManagerRequest.SetUpDht(ID, 5, "alice", "chord"),
                new ManagerRequest.DhtComplete(ID, "alice"),
                new ManagerRequest.DhtComplete(ID, "alice", new TableShape(97_127, KeyHash.NUMBER, 1996), 48_561),
                new ManagerRequest.Register(ID, "alice", "10.0.0.1", List.of(4001), "x7k2", 4000),
                new ManagerRequest.QueryDht(ID, "alice"),
                new ManagerRequest.LeaveDht(ID, "alice"),
                new ManagerRequest.JoinDht(ID, "alice"),
                new ManagerRequest.DhtRebuilt(ID, "alice", "bob"),
                new ManagerRequest.Deregister(ID, "alice"),
                new ManagerRequest.TeardownDht(ID, "alice"),
                new ManagerRequest.TeardownComplete(ID, "alice"),
                new ManagerRequest.DhtFailed(ID, "alice"),
                new ManagerReply.Success(ID, List.of(ALICE, BOB), 1, 1, 0),
                new ManagerReply.Success(ID, List.of(ALICE, BOB), 1, 1, 7),
                new ManagerReply.Success(ID, List.of(ALICE, BOB), 1, 1, 7, 3),
                new ManagerReply.Success(ID, List.of(ALICE, BOB), 1, 1, 7, 3, Overlay.KADEMLIA),
                new PresenceMessage.Presence(
                        ID,
                        Standing.LEADER,
                        7,
                        DhtPhase.BUILDING,
                        true,
                        500,
                        List.of(new ManagerAddress("10.0.0.9", 3000))),
                new PresenceMessage.Probe(ID, "alice"),
                new PresenceMessage.Suspicion(ID, "alice", "bob"),
                new ManagerReply.Failure(ID, "NO_DHT", "there is no DHT to leave"));
    }

    static Stream<PeerMessage> peerMessages() {
        return Stream.of(
                new DirectMessage.SetId(ID, "carol", 2, 5, ALICE, BOB, LINK, LinkId.of(-1), 0, 1, 0),
                new DirectMessage.SetId(ID, "carol", 2, 5, ALICE, BOB, LINK, LinkId.of(-1), 7, 3, 0),
                new DirectMessage.SetId(ID, "carol", 2, 5, ALICE, BOB, LINK, LinkId.of(-1), 7, 3, 4),
                new DirectMessage.DescribeCopies(ID, 4),
                new DirectMessage.FetchCopy(ID, 4, 2, 138, 1),
                new DirectMessage.CopiesDescribed(
                        ID,
                        List.of("Code", "Name"),
                        1,
                        new TableShape(353),
                        List.of(48L, 56L),
                        List.of(-1L, Long.MIN_VALUE)),
                new DirectMessage.CopyPage(ID, 139, 0, List.of(List.of("ABW", "Aruba"))),
                new DirectMessage.CopyPage(ID, -1, 0, List.of()),
                new DirectMessage.FetchCopy(ID, 4, 2, 138, 1, 7),
                new DirectMessage.CopyPart(ID, -1, 0, new RecordPart(7, 7, List.of("uba", "Aruba"))),
                new DirectMessage.FoundPart(
                        ID, 7, List.of(2, 4), List.of("right"), List.of("Name"), new RecordPart(1, 7, List.of("Ar"))),
                new DirectMessage.FetchPart(ID, "Aruba", 2),
                new DirectMessage.RecordPartFound(ID, new RecordPart(2, 7, List.of("uba"))),
                frame(new RingMessage.StorePart(new RecordPart(1, 9, List.of("ABW", "Ar")))),
                frame(new RingMessage.OpenTable(List.of("EVENT_ID"), 0, new TableShape(449, KeyHash.NUMBER, 1950))),
                new PeerMessage.RingFrame(new Frame<>(
                        LINK, 1, List.of(new RingMessage.CheckCopies(List.of(48L), List.of(Long.MAX_VALUE), 1)))),
                new DirectMessage.Query(ID, "Côte d'Ivoire"),
                new DirectMessage.RebuildDht(ID, LINK),
                new DirectMessage.JoinRing(ID, BOB, 9),
                new DirectMessage.Placed(ID),
                new DirectMessage.FoundRecord(
                        ID, 138, List.of(1, 2, 0), List.of("Code", "Long Name"), List.of("ABW", "Aruba")),
                new DirectMessage.NotFound(ID, 7, List.of(2)),
                new DirectMessage.NotFound(ID, 7, List.of(2, 4), List.of("finger +2")),
                new DirectMessage.FoundRecord(
                        ID, 7, List.of(2, 4), List.of("finger +2"), List.of("Long Name"), List.of("Aruba")),
                frame(new RingMessage.EndOfRecords()),
                frame(new RingMessage.Introduce("alice", Overlay.CHORD, LINK, 3, 1, List.of(BOB))),
                frame(new RingMessage.ForwardedQuery(
                        ID, "Aruba", "10.0.0.9", 4002, List.of(3, 4), List.of("finger +1"), List.of(7), true)),
                new DirectMessage.Rebuilding(ID, 4_711),
                new DirectMessage.Rebuilt(ID, List.of(48L, 56L)),
                new DirectMessage.RequestRefused(ID, "NOT_READY", "the DHT is being built"),
                new PeerMessage.RingAcknowledgement(new Acknowledgement(LINK, 3, 67, 6, List.of(4L, 5L))),
                frame(new RingMessage.OpenTable(List.of("Code", "Long Name"), 1, new TableShape(353))),
                frame(new RingMessage.StoreRecords(
                        List.of(List.of("ABW", "Aruba"), List.of("a\"\\\n\u0001", "€𝄞 é")))),
                frame(new RingMessage.CountRecords(List.of(48L, 56L, 47L))),
                frame(new RingMessage.ForwardedQuery(ID, "Aruba", "10.0.0.9", 4002, List.of(3, 4))),
                frame(new RingMessage.Teardown("alice", true)),
                frame(new RingMessage.Teardown("alice", true, 9)),
                frame(new RingMessage.ResetId("alice", 0, 4)),
                frame(new RingMessage.ResetRight("alice", BOB, LINK)),
                frame(new RingMessage.ResetLeft(ALICE, LINK)),
                new PeerMessage.RingFrame(new Frame<>(LINK, 0, List.of())));
    }

    private static PeerMessage frame(RingMessage message) {
        return new PeerMessage.RingFrame(new Frame<>(LINK, 9, List.of(message, message)));
    }

    @ParameterizedTest
    @MethodSource("managerMessages")
    void aManagerMessageComesBackAsItWas(ManagerMessage message) {
        assertThat(manager.decode(manager.encode(message))).isEqualTo(new Decoded.Message<>(message));
    }

    @ParameterizedTest
    @MethodSource("peerMessages")
    void aPeerMessageComesBackAsItWas(PeerMessage message) {
        assertThat(peer.decode(peer.encode(message))).isEqualTo(new Decoded.Message<>(message));
    }

    @ParameterizedTest
    @MethodSource("managerMessages")
    void aManagerMessageCutAnywhereIsMalformed(ManagerMessage message) {
        cutAnywhere(manager, message);
    }

    @ParameterizedTest
    @MethodSource("peerMessages")
    void aPeerMessageCutAnywhereIsMalformed(PeerMessage message) {
        cutAnywhere(peer, message);
    }

    @Test
    void onlySignsOfLifeAreBackground() {
        assertThat(managerMessages().filter(manager::isBackground))
                .hasSize(4)
                .allMatch(PresenceMessage.class::isInstance);
        assertThat(peerMessages()).noneMatch(peer::isBackground);
    }

    private static <M> void cutAnywhere(MessageCodec<M> codec, M message) {
        byte[] datagram = codec.encode(message);
        for (int length = 0; length < datagram.length; length++) {
            assertThat(codec.decode(Arrays.copyOf(datagram, length))).isInstanceOf(Decoded.Malformed.class);
        }
    }

    @ParameterizedTest
    @MethodSource("peerMessages")
    void aChangedByteIsNoticed(PeerMessage message) {
        byte[] datagram = peer.encode(message);
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            byte[] changed = datagram.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(peer.decode(changed)).isInstanceOf(Decoded.Malformed.class);
        }
    }

    @Test
    void aDatagramWrittenByHandNeedsNoChecksum() {
        byte[] byHand =
                "{\"v\":1,\"type\":\"query-dht\",\"id\":\"nc-1\",\"user\":\"alice\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(manager.decode(byHand))
                .isEqualTo(new Decoded.Message<ManagerMessage>(
                        new ManagerRequest.QueryDht(new RequestId("nc", 1), "alice")));
    }

    @Test
    void aMalformedRequestStillTellsItsId() {
        byte[] noUser = "{\"v\":1,\"type\":\"query-dht\",\"id\":\"nc-1\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(manager.decode(noUser))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class,
                        malformed -> assertThat(malformed.requestId()).isEqualTo(new RequestId("nc", 1)));
    }

    @ParameterizedTest
    @MethodSource("peerMessages")
    void theSizeOfARingMessageIsNeverUnderestimated(PeerMessage message) {
        if (message instanceof PeerMessage.RingFrame ring) {
            int overhead =
                    "{\"v\":1,\"type\":\"frame\",\"link\":\"00112233445566ff\",\"seq\":9,\"messages\":[],\"crc\":\"12345678\"}"
                            .length();
            int estimated = ring.frame().messages().stream()
                    .mapToInt(part -> RingMessages.bytesOf(part) + 1)
                    .sum();
            assertThat(peer.encode(message).length).isLessThanOrEqualTo(overhead + estimated);
        }
    }

    @Test
    void theSizeOfAStoreIsExact() {
        RingMessage.StoreRecords store =
                new RingMessage.StoreRecords(List.of(List.of("a\"\\\n\u0001\u007f", "€𝄞 é"), List.of("", "x")));
        int with = peer.encode(new PeerMessage.RingFrame(new Frame<>(LINK, 9, List.of(store)))).length;
        int empty =
                "{\"v\":1,\"type\":\"frame\",\"link\":\"00112233445566ff\",\"seq\":9,\"messages\":[],\"crc\":\"12345678\"}"
                        .length();
        assertThat(RingMessages.bytesOf(store)).isEqualTo(with - empty);
    }

    @Test
    void aMemberWithFewerPortsUsesTheFirstForTheOthers() {
        assertThat(ALICE.queries().getPort()).isEqualTo(4002);
        assertThat(ALICE.toRight().getPort()).isEqualTo(4001);
        assertThat(BOB.queries()).isEqualTo(BOB.fromLeft());
    }
}
