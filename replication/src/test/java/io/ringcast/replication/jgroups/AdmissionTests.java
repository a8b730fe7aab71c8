package io.ringcast.replication.jgroups;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.replication.api.MembershipOptions;
import io.ringcast.replication.group.GroupRefusedException;
import io.ringcast.replication.group.MemberAttributes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.View;
import org.jgroups.stack.Protocol;
import org.jgroups.util.ExtendedUUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionTests {
    private static long addresses;

    private final List<GroupRefusedException> refusals = new ArrayList<>();
    private final List<Event> merges = new ArrayList<>();

    private static ExtendedUUID address(String name, MemberAttributes attributes) {
        ExtendedUUID address = new ExtendedUUID(0, ++addresses);
        address.put("name", name.getBytes(StandardCharsets.UTF_8));
        address.put("a", attributes.encode());
        return address;
    }

    private static ExtendedUUID address(String name, int minMembers) {
        return address(name, new MemberAttributes(1, minMembers, 0));
    }

    /** Of a server in a group of these members, the first of which it is. */
    private Admission in(ExtendedUUID self, Address... others) {
        Admission admission = new Admission(
                JGroupsGroup.member(self).attributes(),
                MembershipOptions.of("reservation"),
                JGroupsGroup::member,
                refusals::add);
        admission.setUpProtocol(new Protocol() {
            @Override
            public @Nullable Object up(Event event) {
                merges.add(event);
                return null;
            }
        });
        admission.setDownProtocol(new Protocol() {
            @Override
            public @Nullable Object down(Event event) {
                return null;
            }
        });
        admission.setAddress(self);
        admission.down(new Event(
                Event.VIEW_CHANGE,
                view(Stream.concat(Stream.of(self), Arrays.stream(others)).toArray(Address[]::new))));
        return admission;
    }

    private static View view(Address... members) {
        return View.create(members[0], 1, members);
    }

    private static Event meeting(View... views) {
        Map<Address, View> bySender = new HashMap<>();
        for (View view : views) {
            bySender.put(view.getCreator(), view);
        }
        return new Event(Event.MERGE, bySender);
    }

    @Test
    void groupsWithTheSameSettingsMerge() {
        ExtendedUUID self = address("a", 2);
        in(self).up(meeting(view(self), view(address("b", 2), address("c", 2))));

        assertThat(merges).hasSize(1);
        assertThat(refusals).isEmpty();
    }

    @Test
    void groupsWithDifferentMinMembersDoNotMergeAndTheSmallerOneEnds() {
        ExtendedUUID self = address("a", 2);
        in(self).up(meeting(view(self), view(address("b", 1))));

        assertThat(merges).isEmpty();
        assertThat(refusals)
                .singleElement()
                .satisfies(refusal ->
                        assertThat(refusal).hasMessageStartingWith("reservation.min-members is 2 here and 1 at b."));
    }

    @Test
    void theGroupThatHasEnoughMembersGoesOn() {
        ExtendedUUID self = address("a", 2);
        in(self, address("c", 2)).up(meeting(view(self), view(address("b", 1))));

        assertThat(merges).isEmpty();
        assertThat(refusals).isEmpty();
    }

    @Test
    void thoseThatFitMergeThoughAThirdDoesNot() {
        ExtendedUUID self = address("a", 2);
        View fitting = view(address("b", 2));
        in(self, address("d", 2)).up(meeting(view(self), fitting, view(address("c", 1))));

        assertThat(merges)
                .singleElement()
                .satisfies(merge ->
                        assertThat(merge.<Map<Address, View>>arg()).containsOnlyKeys(self, fitting.getCreator()));
    }

    @Test
    void ofTwoGroupsThatMeetOneEndsAndBothDecideTheSame() {
        List<List<Address>> groups = List.of(
                List.of(address("a", 1)),
                List.of(address("b", 2)),
                List.of(address("c", 2), address("d", 2)),
                List.of(address("e", 3), address("f", 3)),
                List.of(address("g", 1), address("h", 1), address("i", 1)),
                List.of(address("j", 1)));
        Admission any = in(address("x", 1));
        for (List<Address> one : groups) {
            for (List<Address> other : groups) {
                if (!one.equals(other)) {
                    assertThat(any.yields(one, other)).isNotEqualTo(any.yields(other, one));
                }
            }
        }
    }

    @Test
    void theMemberThatCameLaterEndsWhereACoordinatorOf010AdmittedBoth() {
        ExtendedUUID self = address("c", 1);
        Admission later = new Admission(
                JGroupsGroup.member(self).attributes(),
                MembershipOptions.of("reservation"),
                JGroupsGroup::member,
                refusals::add);
        later.setDownProtocol(new Protocol() {
            @Override
            public @Nullable Object down(Event event) {
                return null;
            }
        });
        later.setAddress(self);
        ExtendedUUID old = address("old", MemberAttributes.NONE);
        later.down(new Event(Event.VIEW_CHANGE, view(old, self)));
        assertThat(refusals).isEmpty();

        later.down(new Event(Event.VIEW_CHANGE, view(old, address("b", 2), self)));
        assertThat(refusals).hasSize(1);

        in(address("first", 2), old, self);
        assertThat(refusals).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "1 1 0, 1 1 0, -",
                "1 2 3, 1 2 3, -",
                "1 2 3, 1 2 0, -",
                "1 2 3, 0 0 0, -",
                "1 2 3, 2 2 3, -",
                "1 1 0, 1 2 0, reservation.min-members is 1 here and 2 at %s.",
                "1 3 4, 1 3 5, reservation.servers is 4 here and 5 at %s.",
                "1 2 3, 1 3 5, reservation.servers is 3 here and 5 at %s.",
                "1 3 5, 1 2 0, reservation.min-members is 3 here and 2 at %s.",
            })
    void whatDecidesSafetyMustBeTheSame(String here, String there, @Nullable String objection) {
        assertThat(attributes(here)
                        .objectionTo(attributes(there), MembershipOptions.of("reservation"))
                        .orElse(null))
                .isEqualTo(objection);
    }

    @Test
    void aServiceWithOneOptionIsToldThatOption() {
        assertThat(attributes("1 2 3").objectionTo(attributes("1 3 5"), MembershipOptions.onlyServers("dht.managers")))
                .hasValue("dht.managers is 3 here and 5 at %s.");
    }

    private static MemberAttributes attributes(String text) {
        int[] numbers = Stream.of(text.split(" ")).mapToInt(Integer::parseInt).toArray();
        return new MemberAttributes(numbers[0], numbers[1], numbers[2]);
    }
}
