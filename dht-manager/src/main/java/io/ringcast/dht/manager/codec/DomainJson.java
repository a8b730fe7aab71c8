package io.ringcast.dht.manager.codec;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ringcast.dht.manager.domain.LoadedTable;
import io.ringcast.dht.manager.domain.ManagerCommand;
import io.ringcast.dht.manager.domain.ManagerEndpoint;
import io.ringcast.dht.manager.domain.ManagerOutcome;
import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.RingEvent;
import io.ringcast.dht.manager.domain.RingPhase;
import io.ringcast.dht.manager.domain.User;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.records.TableShape;
import io.ringcast.protocol.view.RingView;
import io.ringcast.replication.api.Codec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/**
 * The codecs of the manager's state machine. Each value is a JSON object; {@code type} names the command, outcome or phase
 * by a word that stays when the class gets another name, since stores hold it.
 */
public final class DomainJson {
    private static final JsonMapper MAPPER = mapper();

    private DomainJson() {}

    /** The codec of commands. */
    public static Codec<ManagerCommand> commands() {
        return codec(ManagerCommand.class);
    }

    /** The codec of outcomes. */
    public static Codec<ManagerOutcome> outcomes() {
        return codec(ManagerOutcome.class);
    }

    /** The codec of states. */
    public static Codec<ManagerState> states() {
        return new Codec<>() {
            @Override
            public void write(ManagerState state, OutputStream to) throws IOException {
                try {
                    MAPPER.writeValue(to, StoredState.of(state));
                } catch (JacksonException e) {
                    throw new IOException("the state cannot be written", e);
                }
            }

            @Override
            public ManagerState decode(byte[] bytes) {
                return StoredForms.read(MAPPER, bytes, StoredState.class).state();
            }
        };
    }

    private static <T> Codec<T> codec(Class<T> type) {
        return Codec.of(MAPPER.writerFor(type)::writeValueAsBytes, bytes -> StoredForms.read(MAPPER, bytes, type));
    }

    /** A state with its maps as lists, the users in the order of their registration. */
    private record StoredState(
            List<User> users,
            RingPhase phase,
            @Nullable RingView view,
            long epoch,
            long registrations,
            List<ManagerEndpoint> managers,
            String fence,
            List<RingEvent> events,
            @Nullable LoadedTable table) {
        static StoredState of(ManagerState state) {
            return new StoredState(
                    state.usersInOrder(),
                    state.phase(),
                    state.view(),
                    state.epoch(),
                    state.registrations(),
                    List.copyOf(state.managers().values()),
                    state.fence(),
                    state.events(),
                    state.table());
        }

        ManagerState state() {
            PMap<String, User> byName = HashTreePMap.from(byKey(users, User::name));
            return new ManagerState(
                    byName,
                    phase,
                    viewOrClassic(),
                    epoch,
                    registrations,
                    TreePMap.from(byKey(managers, ManagerEndpoint::name)),
                    fence,
                    TreePVector.from(events),
                    table);
        }

        /** A store of before there were views: the ring is that of the handout. */
        private @Nullable RingView viewOrClassic() {
            return view == null && !phase.ring().isEmpty()
                    ? RingView.built(epoch, 0, epoch, 1, Overlay.RING, phase.ring())
                    : view;
        }

        private static <T> Map<String, T> byKey(Collection<T> values, Function<T, String> key) {
            Map<String, T> map = new HashMap<>();
            values.forEach(value -> map.put(key.apply(value), value));
            return map;
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Tagged {}

    /** What follows from the components, such as {@code isSilent}, is no component. */
    @JsonAutoDetect(isGetterVisibility = JsonAutoDetect.Visibility.NONE)
    private interface ComponentsOnly {}

    private static JsonMapper mapper() {
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .addMixIn(ManagerCommand.class, Tagged.class)
                .addMixIn(ManagerOutcome.class, Tagged.class)
                .addMixIn(RingPhase.class, Tagged.class)
                .addMixIn(User.class, ComponentsOnly.class)
                .addMixIn(RingView.class, ComponentsOnly.class)
                .addMixIn(RingView.Seat.class, ComponentsOnly.class)
                .addMixIn(TableShape.class, ComponentsOnly.class)
                .registerSubtypes(
                        named(ManagerCommand.Register.class, "register"),
                        named(ManagerCommand.SetUpDht.class, "setup-dht"),
                        named(ManagerCommand.CompleteDht.class, "dht-complete"),
                        named(ManagerCommand.QueryDht.class, "query-dht"),
                        named(ManagerCommand.LeaveDht.class, "leave-dht"),
                        named(ManagerCommand.JoinDht.class, "join-dht"),
                        named(ManagerCommand.CompleteRebuild.class, "dht-rebuilt"),
                        named(ManagerCommand.Deregister.class, "deregister"),
                        named(ManagerCommand.TearDownDht.class, "teardown-dht"),
                        named(ManagerCommand.CompleteTeardown.class, "teardown-complete"),
                        named(ManagerCommand.AbandonDht.class, "dht-failed"),
                        named(ManagerCommand.HoldCopies.class, "copies-held"),
                        named(ManagerCommand.SeatMember.class, "seat-member"),
                        named(ManagerCommand.ExpirePhase.class, "expire-phase"),
                        named(ManagerCommand.MarkSilent.class, "mark-silent"),
                        named(ManagerCommand.MarkPresent.class, "mark-present"),
                        named(ManagerCommand.ForgetUser.class, "forget-user"),
                        named(ManagerCommand.TakeLead.class, "take-lead"),
                        named(ManagerCommand.Concluded.class, "concluded"),
                        named(ManagerCommand.AnnounceManager.class, "announce-manager"),
                        named(ManagerOutcome.Registered.class, "registered"),
                        named(ManagerOutcome.RingChosen.class, "ring-chosen"),
                        named(ManagerOutcome.DhtCompleted.class, "dht-completed"),
                        named(ManagerOutcome.EntryChosen.class, "entry-chosen"),
                        named(ManagerOutcome.LeaveGranted.class, "leave-granted"),
                        named(ManagerOutcome.JoinGranted.class, "join-granted"),
                        named(ManagerOutcome.RebuildAbandoned.class, "rebuild-abandoned"),
                        named(ManagerOutcome.RebuildCompleted.class, "rebuild-completed"),
                        named(ManagerOutcome.Deregistered.class, "deregistered"),
                        named(ManagerOutcome.TeardownGranted.class, "teardown-granted"),
                        named(ManagerOutcome.TeardownCompleted.class, "teardown-completed"),
                        named(ManagerOutcome.DhtAbandoned.class, "dht-abandoned"),
                        named(ManagerOutcome.MemberEvicted.class, "member-evicted"),
                        named(ManagerOutcome.Decreed.class, "decreed"),
                        named(ManagerOutcome.Obsolete.class, "obsolete"),
                        named(ManagerOutcome.Refused.class, "refused"),
                        named(RingPhase.None.class, "none"),
                        named(RingPhase.Building.class, "building"),
                        named(RingPhase.Ready.class, "ready"),
                        named(RingPhase.Leaving.class, "leaving"),
                        named(RingPhase.Joining.class, "joining"),
                        named(RingPhase.TearingDown.class, "tearing-down"))
                .build();
    }

    private static NamedType named(Class<?> type, String name) {
        return new NamedType(type, name);
    }
}
