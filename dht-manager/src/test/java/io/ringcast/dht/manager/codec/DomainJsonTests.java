package io.ringcast.dht.manager.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ringcast.dht.manager.domain.LoadedTable;
import io.ringcast.dht.manager.domain.ManagerCommand;
import io.ringcast.dht.manager.domain.ManagerEndpoint;
import io.ringcast.dht.manager.domain.ManagerOutcome;
import io.ringcast.dht.manager.domain.ManagerRules;
import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.ManagerStateMachine;
import io.ringcast.dht.manager.domain.Presence;
import io.ringcast.dht.manager.domain.Reason;
import io.ringcast.dht.manager.domain.RingEvent;
import io.ringcast.dht.manager.domain.RingHistory;
import io.ringcast.dht.manager.domain.User;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.records.KeyHash;
import io.ringcast.protocol.records.TableShape;
import io.ringcast.protocol.view.RingView;
import io.ringcast.replication.api.Codec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DomainJsonTests {
    private static final User ALICE = new User("alice", "10.0.0.1", List.of(4_000, 4_001), "x7k2", Presence.SILENT, 7);

    private static final LoadedTable STORMS = new LoadedTable(new TableShape(449, KeyHash.NUMBER, 1950), 223);

    static Stream<ManagerCommand> commands() {
        return Stream.of(
                new ManagerCommand.Register("alice", "10.0.0.1", List.of(4_000), "x7k2", null),
                new ManagerCommand.SetUpDht(3, "alice", -7, 1, "ring"),
                new ManagerCommand.CompleteDht("alice"),
                new ManagerCommand.QueryDht("alice", 5),
                new ManagerCommand.LeaveDht("alice"),
                new ManagerCommand.CompleteRebuild("alice", "bob"),
                new ManagerCommand.Deregister("alice"),
                new ManagerCommand.TearDownDht("alice"),
                new ManagerCommand.CompleteTeardown("alice"),
                new ManagerCommand.AbandonDht("alice"),
                new ManagerCommand.ExpirePhase(4),
                new ManagerCommand.MarkSilent("alice", "x7k2"),
                new ManagerCommand.TakeLead("m1-2", "m3-1"),
                new ManagerCommand.Concluded("m1-2", new ManagerCommand.MarkSilent("alice", "x7k2")),
                new ManagerCommand.HoldCopies("alice", 7, List.of(0, 2)),
                new ManagerCommand.SeatMember(2, "alice", "x7k2"),
                new ManagerCommand.MarkPresent("alice", "x7k2"),
                new ManagerCommand.ForgetUser("alice", "x7k2"),
                new ManagerCommand.AnnounceManager(new ManagerEndpoint("m1", "10.0.0.9", 3_000)),
                new ManagerCommand.JoinDht("alice"),
                new ManagerCommand.Register("alice", "10.0.0.1", List.of(4_001), "x7k2", null, 4_000),
                new ManagerCommand.CompleteDht("alice", STORMS));
    }

    static Stream<ManagerOutcome> outcomes() {
        return Stream.of(
                new ManagerOutcome.Registered(ALICE),
                new ManagerOutcome.RingChosen(List.of(ALICE), 7, 3, Overlay.RING),
                new ManagerOutcome.MemberEvicted("alice", 8),
                new ManagerOutcome.DhtCompleted(),
                new ManagerOutcome.EntryChosen(ALICE),
                new ManagerOutcome.LeaveGranted(7),
                new ManagerOutcome.JoinGranted(ALICE, 7),
                new ManagerOutcome.RebuildAbandoned(7),
                new ManagerOutcome.RebuildCompleted(),
                new ManagerOutcome.Deregistered(),
                new ManagerOutcome.TeardownGranted(),
                new ManagerOutcome.TeardownCompleted(),
                new ManagerOutcome.DhtAbandoned(),
                new ManagerOutcome.Decreed(),
                new ManagerOutcome.Obsolete(),
                new ManagerOutcome.Refused(Reason.NAME_TAKEN, "choose another name"));
    }

    /** One state of each phase, with users in an order that is not the one of their names. */
    static List<ManagerState> states() {
        var machine = new ManagerStateMachine(ManagerRules.standard());
        var states = new ArrayList<ManagerState>();
        states.add(ManagerState.empty());
        for (ManagerCommand command : List.of(
                new ManagerCommand.Register("zoe", "10.0.0.1", List.of(4_000), "x7k2", null),
                new ManagerCommand.Register("alice", "10.0.0.2", List.of(4_000), "", null),
                new ManagerCommand.AnnounceManager(new ManagerEndpoint("m1", "10.0.0.9", 3_000)),
                new ManagerCommand.SetUpDht(2, "zoe", 1, 1, "ring"),
                new ManagerCommand.CompleteDht("zoe"),
                new ManagerCommand.LeaveDht("alice"),
                new ManagerCommand.CompleteRebuild("alice", "zoe"),
                new ManagerCommand.TearDownDht("zoe"),
                new ManagerCommand.CompleteTeardown("zoe"),
                new ManagerCommand.Register("alice", "10.0.0.2", List.of(4_000), "a1b2", null),
                new ManagerCommand.Register("bob", "10.0.0.3", List.of(4_000), "c3d4", null),
                new ManagerCommand.SetUpDht(2, "zoe", 1, 2, "ring"),
                new ManagerCommand.CompleteDht("zoe", STORMS),
                new ManagerCommand.JoinDht("alice"),
                new ManagerCommand.JoinDht("bob"))) {
            ManagerState before = states.getLast();
            states.add(
                    RingHistory.told(before, machine.apply(before, command).state(), command, 1_000L + states.size()));
        }
        return states;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCommandComesBackAsItWas(ManagerCommand command) {
        comesBack(DomainJson.commands(), command);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void anOutcomeComesBackAsItWas(ManagerOutcome outcome) {
        comesBack(DomainJson.outcomes(), outcome);
    }

    @ParameterizedTest
    @MethodSource("states")
    void aStateComesBackAsItWas(ManagerState state) {
        comesBack(DomainJson.states(), state);
    }

    private static <T> void comesBack(Codec<T> codec, T value) {
        byte[] bytes = codec.encode(value);
        assertThat(codec.decode(bytes)).isEqualTo(value);
        assertThat(codec.encode(codec.decode(bytes))).isEqualTo(bytes);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException().isThrownBy(() -> codec.decode(cut));
        }
    }

    @Test
    void everyKindIsCovered() {
        assertThat(kinds(commands())).isEqualTo(permitted(ManagerCommand.class));
        assertThat(kinds(outcomes())).isEqualTo(permitted(ManagerOutcome.class));
        assertThat(states().stream().map(state -> state.phase().word()))
                .contains("NONE", "BUILDING", "READY", "LEAVING", "JOINING", "TEARING_DOWN");
    }

    private static List<String> kinds(Stream<?> values) {
        return values.map(value -> value.getClass().getName())
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> permitted(Class<?> type) {
        return Arrays.stream(type.getPermittedSubclasses())
                .flatMap(sub -> sub.isSealed() ? permitted(sub).stream() : Stream.of(sub.getName()))
                .sorted()
                .collect(Collectors.toList());
    }

    /** Stores hold these bytes: a class may get another name, its word may not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0|{\"type\":\"register\",\"user\":\"alice\",\"address\":\"10.0.0.1\",\"ports\":[4000],\"incarnation\":\"x7k2\",\"allowed\":null,\"managerPort\":0}",
                "1|{\"type\":\"setup-dht\",\"size\":3,\"user\":\"alice\",\"choice\":-7,\"copies\":1,\"overlay\":\"ring\",\"sizeMin\":2}",
                "11|{\"type\":\"mark-silent\",\"user\":\"alice\",\"incarnation\":\"x7k2\"}"
            })
    void theBytesOfACommandStay(int number, String golden) {
        ManagerCommand command = commands().toList().get(number);
        assertThat(new String(DomainJson.commands().encode(command), StandardCharsets.UTF_8))
                .isEqualTo(golden);
    }

    /** As a manager of before records had copies has written it. */
    @Test
    void whatWasStoredBeforeThereWereCopiesIsRead() {
        assertThat(DomainJson.commands().decode(bytes("{'type':'setup-dht','size':3,'user':'alice','choice':-7}")))
                .isEqualTo(new ManagerCommand.SetUpDht(3, "alice", -7, 1, "ring"));
        assertThat(DomainJson.outcomes().decode(bytes("{'type':'leave-granted'}")))
                .isEqualTo(new ManagerOutcome.LeaveGranted(0));
        assertThat(DomainJson.outcomes().decode(bytes("{'type':'ring-chosen','ring':[],'epoch':7}")))
                .isEqualTo(new ManagerOutcome.RingChosen(List.of(), 7, 1, Overlay.RING));
        ManagerState state = DomainJson.states()
                .decode(bytes("{'users':[{'name':'zoe','address':'10.0.0.1','ports':[4000],'incarnation':'x7k2',"
                        + "'presence':'PRESENT','number':1}],'phase':{'type':'ready','ring':['zoe']},'epoch':4,"
                        + "'registrations':1,'managers':[],'fence':''}"));
        assertThat(state.view()).isEqualTo(RingView.built(4, 0, 4, 1, Overlay.RING, List.of("zoe")));
        assertThat(DomainJson.states()
                        .decode(bytes("{'users':[],'phase':{'type':'none'},'epoch':0,'registrations':0,'managers':[],"
                                + "'fence':''}")))
                .isEqualTo(ManagerState.empty());
    }

    /** As a manager of before there were overlays has written it. */
    @Test
    void whatWasStoredBeforeThereWereOverlaysIsRead() {
        assertThat(DomainJson.commands()
                        .decode(bytes("{'type':'setup-dht','size':3,'user':'alice','choice':-7,'copies':3}")))
                .isEqualTo(new ManagerCommand.SetUpDht(3, "alice", -7, 3, "ring"));
        assertThat(DomainJson.outcomes().decode(bytes("{'type':'ring-chosen','ring':[],'epoch':7,'copies':3}")))
                .isEqualTo(new ManagerOutcome.RingChosen(List.of(), 7, 3, Overlay.RING));
        ManagerState state = DomainJson.states()
                .decode(bytes("{'users':[{'name':'zoe','address':'10.0.0.1','ports':[4000],'incarnation':'x7k2',"
                        + "'presence':'PRESENT','number':1}],'phase':{'type':'ready','ring':['zoe']},'view':{"
                        + "'generation':3,'key':9,'since':4,'copies':2,'seats':[{'user':'zoe','former':'','seated':3,"
                        + "'wired':0,'complete':[0]}]},'epoch':4,'registrations':1,'managers':[],'fence':''}"));
        assertThat(state.view()).isEqualTo(RingView.built(3, 9, 4, 2, Overlay.RING, List.of("zoe")));
    }

    /** As a manager of before there were later editions of the handout has written it. */
    @Test
    void whatWasStoredBeforeThereWereEditionsIsRead() {
        User zoe = new User("zoe", "10.0.0.1", List.of(4_000), "x7k2", Presence.PRESENT, 1);
        String stored = "{'name':'zoe','address':'10.0.0.1','ports':[4000],'incarnation':'x7k2','presence':'PRESENT',"
                + "'number':1}";
        assertThat(DomainJson.commands()
                        .decode(bytes("{'type':'register','user':'zoe','address':'10.0.0.1','ports':[4000],"
                                + "'incarnation':'x7k2','allowed':null}")))
                .isEqualTo(new ManagerCommand.Register("zoe", "10.0.0.1", List.of(4_000), "x7k2", null));
        assertThat(DomainJson.commands().decode(bytes("{'type':'dht-complete','user':'zoe'}")))
                .isEqualTo(new ManagerCommand.CompleteDht("zoe"));
        assertThat(DomainJson.commands()
                        .decode(bytes(
                                "{'type':'setup-dht','size':3,'user':'zoe','choice':-7,'copies':3,'overlay':'chord'}")))
                .isEqualTo(new ManagerCommand.SetUpDht(3, "zoe", -7, 3, "chord"));
        assertThat(DomainJson.outcomes().decode(bytes("{'type':'registered','user':" + stored + "}")))
                .isEqualTo(new ManagerOutcome.Registered(zoe));
        assertThat(DomainJson.outcomes().decode(bytes("{'type':'entry-chosen','member':" + stored + "}")))
                .isEqualTo(new ManagerOutcome.EntryChosen(zoe));
        assertThat(DomainJson.outcomes().decode(bytes("{'type':'join-granted','leader':" + stored + ",'epoch':7}")))
                .isEqualTo(new ManagerOutcome.JoinGranted(zoe, 7));
        assertThat(DomainJson.outcomes()
                        .decode(bytes("{'type':'ring-chosen','ring':[" + stored
                                + "],'epoch':7,'copies':3,'overlay':'CHORD'}")))
                .isEqualTo(new ManagerOutcome.RingChosen(List.of(zoe), 7, 3, Overlay.CHORD));
        assertThat(DomainJson.states()
                        .decode(bytes("{'users':[" + stored + "],'phase':{'type':'none'},'view':null,'epoch':4,"
                                + "'registrations':1,'managers':[],'fence':'','events':[]}"))
                        .users())
                .containsExactly(Map.entry("zoe", zoe));
    }

    /** Stores hold these bytes, too. */
    @Test
    void theBytesOfADecreeStay() {
        ManagerState state = states().getLast();
        RingEvent event = state.events().getLast();
        assertThat(new String(DomainJson.states().encode(state), StandardCharsets.UTF_8))
                .endsWith(",{\"epoch\":" + event.epoch() + ",\"timeMillis\":" + event.timeMillis()
                        + ",\"kind\":\"JOIN_BEGUN\",\"user\":\"bob\",\"reason\":\"bob has sent join-dht\",\"lost\":[]}]"
                        + ",\"table\":{\"shape\":{\"size\":449,\"hash\":\"NUMBER\",\"year\":1950},\"records\":223}}");
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsUnknownIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> DomainJson.commands().decode("{\"type\":\"dance\"}".getBytes(StandardCharsets.UTF_8)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DomainJson.commands()
                        .decode("{\"type\":\"dht-complete\",\"user\":\"alice\",\"more\":1}"
                                .getBytes(StandardCharsets.UTF_8)));
    }
}
