package io.ringcast.dht.manager.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.manager.domain.ManagerCommand.Deregister;
import io.ringcast.dht.manager.domain.ManagerCommand.Register;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may register, and who may be forgotten. */
class RegistrationTests extends ManagerFixture {
    @Test
    void registeringStoresAFreeUser() {
        assertThat(apply(new Register("alice", "10.0.0.7", List.of(4000, 4001, 4002), "", null)))
                .isEqualTo(new ManagerOutcome.Registered(
                        new User("alice", "10.0.0.7", List.of(4000, 4001, 4002), "", Presence.PRESENT, 1)));
        assertThat(state.stateOf("alice")).contains(UserState.FREE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abcdefghijklmnop", "al ice", "al1ce", "élise", "alice\n"})
    void refusesANameThatIsNot1To15Letters(String name) {
        refused(new Register(name, "127.0.0.1", List.of(5000), "", null), Reason.BAD_NAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "::1", "0.0.0.0", "224.0.0.1"})
    void refusesWhatIsNotTheIpv4AddressOfAHost(String address) {
        refused(new Register("alice", address, List.of(5000), "", null), Reason.BAD_ADDRESS);
    }

    @ParameterizedTest
    @MethodSource("wrongPorts")
    void refusesWrongPorts(List<Integer> ports) {
        refused(new Register("alice", "127.0.0.1", ports, "", null), Reason.BAD_PORTS);
    }

    static Stream<List<Integer>> wrongPorts() {
        return Stream.of(List.of(), List.of(0), List.of(-1), List.of(65_536), List.of(1, 2, 3, 4), List.of(5000, 5000));
    }

    @Test
    void refusesANameThatIsTaken() {
        register(1);
        refused(new Register("alice", "127.0.0.2", List.of(9000), "", null), Reason.NAME_TAKEN);
    }

    @Test
    void refusesAPortThatIsTakenOnThisAddress() {
        apply(new Register("alice", "127.0.0.1", List.of(5000, 5001, 5002), "", null));
        refused(new Register("bob", "127.0.0.1", List.of(5003, 5002), "", null), Reason.PORT_TAKEN);
        assertThat(apply(new Register("bob", "127.0.0.2", List.of(5000), "", null)))
                .isInstanceOf(ManagerOutcome.Registered.class);
    }

    @Test
    void refusesPortsOutsideTheGroup() {
        PortRange group = PortRange.ofGroup(3);
        assertThat(apply(new Register("alice", "127.0.0.1", List.of(2499), "", group)))
                .isEqualTo(new ManagerOutcome.Refused(
                        Reason.PORT_OUTSIDE_GROUP, "the ports of this group are 2500 to 2999"));
        assertThat(apply(new Register("alice", "127.0.0.1", List.of(2500, 2999), "", group)))
                .isInstanceOf(ManagerOutcome.Registered.class);
    }

    @Test
    void refusesMoreUsersThanTheLimit() {
        var small = new ManagerStateMachine(new ManagerRules(1, 128, 16));
        state = small.apply(state, new Register("alice", "127.0.0.1", List.of(1), "", null))
                .state();
        assertThat(small.apply(state, new Register("bob", "127.0.0.1", List.of(2), "", null))
                        .outcome())
                .isInstanceOfSatisfying(
                        ManagerOutcome.Refused.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(Reason.TOO_MANY_USERS));
    }

    @Test
    void thePortsOfAGroupAreThoseOfTheHandout() {
        assertThat(PortRange.ofGroup(1)).isEqualTo(new PortRange(1500, 1999));
        assertThat(PortRange.ofGroup(2)).isEqualTo(new PortRange(2000, 2499));
        assertThat(PortRange.ofGroup(3)).isEqualTo(new PortRange(2500, 2999));
        assertThat(PortRange.ofGroup(80)).isEqualTo(new PortRange(41_000, 41_499));
    }

    @Test
    void deregisteringForgetsAFreeUserAndItsPorts() {
        register(1);
        assertThat(apply(new Deregister("alice"))).isEqualTo(new ManagerOutcome.Deregistered());
        assertThat(state.users()).isEmpty();
        assertThat(apply(new Register("bob", "127.0.0.1", List.of(5000), "", null)))
                .isInstanceOf(ManagerOutcome.Registered.class);
    }

    @Test
    void deregisteringIsRefusedForAMember() {
        List<String> ring = ready(4, 3);
        ring.forEach(member -> refused(new Deregister(member), Reason.NOT_FREE));
    }

    @Test
    void deregisteringIsRefusedForAnUnknownUser() {
        refused(new Deregister("zoe"), Reason.NOT_REGISTERED);
    }
}
