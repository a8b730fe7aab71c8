package io.ringcast.dht.manager.transport;

import io.ringcast.dht.manager.domain.LoadedTable;
import io.ringcast.dht.manager.domain.ManagerCommand;
import io.ringcast.dht.manager.domain.ManagerOutcome;
import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.PortRange;
import io.ringcast.dht.manager.domain.RingPhase;
import io.ringcast.dht.manager.domain.User;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.DhtPhase;
import io.ringcast.protocol.dht.ManagerAddress;
import io.ringcast.protocol.dht.ManagerReply;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.PresenceMessage;
import io.ringcast.protocol.dht.Standing;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.records.TableShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between the wire's types and the domain's. Any thread may call it. */
public final class WireTranslation {
    private WireTranslation() {}

    /**
     * What a peer's request asks for.
     *
     * @param choice seed of a random choice among users
     * @param allowed the only ports that may be registered; null for any
     * @param copies how many members are to keep each record of a new DHT
     * @param ringMin fewest nodes that a new DHT may have
     */
    public static ManagerCommand command(
            ManagerRequest request, long choice, @Nullable PortRange allowed, int copies, int ringMin) {
        return switch (request) {
            case ManagerRequest.Register r ->
                new ManagerCommand.Register(
                        r.user(), r.address(), r.ports(), r.incarnation(), allowed, r.managerPort());
            case ManagerRequest.SetUpDht r ->
                new ManagerCommand.SetUpDht(r.ring(), r.user(), choice, copies, r.overlay(), ringMin);
            case ManagerRequest.DhtComplete r -> new ManagerCommand.CompleteDht(r.user(), loaded(r));
            case ManagerRequest.QueryDht r -> new ManagerCommand.QueryDht(r.user(), choice);
            case ManagerRequest.LeaveDht r -> new ManagerCommand.LeaveDht(r.user());
            case ManagerRequest.JoinDht r -> new ManagerCommand.JoinDht(r.user());
            case ManagerRequest.DhtRebuilt r -> new ManagerCommand.CompleteRebuild(r.user(), r.newLeader());
            case ManagerRequest.Deregister r -> new ManagerCommand.Deregister(r.user());
            case ManagerRequest.TeardownDht r -> new ManagerCommand.TearDownDht(r.user());
            case ManagerRequest.TeardownComplete r -> new ManagerCommand.CompleteTeardown(r.user());
            case ManagerRequest.DhtFailed r -> new ManagerCommand.AbandonDht(r.user());
            case ManagerRequest.CopiesHeld r -> new ManagerCommand.HoldCopies(r.user(), r.epoch(), r.slots());
        };
    }

    private static @Nullable LoadedTable loaded(ManagerRequest.DhtComplete request) {
        TableShape table = request.table();
        return table == null ? null : new LoadedTable(table, request.records());
    }

    /**
     * The datagrams that tell a peer what became of its request.
     *
     * @param epoch of the managers; 0 for a peer that does not know epochs
     */
    public static List<ManagerReply> replies(RequestId id, ManagerOutcome outcome, long epoch) {
        return switch (outcome) {
            case ManagerOutcome.Refused o ->
                List.of(new ManagerReply.Failure(id, o.reason().name(), o.explanation()));
            case ManagerOutcome.RingChosen o ->
                success(id, o.ring(), epoch == 0 ? 0 : o.epoch(), o.copies(), o.overlay());
            case ManagerOutcome.EntryChosen o -> success(id, List.of(o.member()), epoch);
            case ManagerOutcome.Registered o -> success(id, List.of(), epoch);
            case ManagerOutcome.DhtCompleted o -> success(id, List.of(), epoch);
            case ManagerOutcome.LeaveGranted o ->
                success(id, List.of(), epoch == 0 || o.epoch() == 0 ? epoch : o.epoch());
            case ManagerOutcome.JoinGranted o -> success(id, List.of(o.leader()), o.epoch());
            case ManagerOutcome.RebuildAbandoned o -> success(id, List.of(), epoch);
            case ManagerOutcome.RebuildCompleted o -> success(id, List.of(), epoch);
            case ManagerOutcome.Deregistered o -> success(id, List.of(), epoch);
            case ManagerOutcome.TeardownGranted o -> success(id, List.of(), epoch);
            case ManagerOutcome.TeardownCompleted o -> success(id, List.of(), epoch);
            case ManagerOutcome.DhtAbandoned o -> success(id, List.of(), epoch);
            case ManagerOutcome.MemberEvicted o -> success(id, List.of(), epoch);
            case ManagerOutcome.Decreed o -> success(id, List.of(), epoch);
            case ManagerOutcome.Obsolete o -> success(id, List.of(), epoch);
        };
    }

    private static List<ManagerReply> success(RequestId id, List<User> users, long epoch) {
        return success(id, users, epoch, 1, Overlay.RING);
    }

    private static List<ManagerReply> success(RequestId id, List<User> users, long epoch, int copies, Overlay overlay) {
        int most = ManagerReply.Success.MEMBERS_MAX;
        int parts = Math.max(1, (users.size() + most - 1) / most);
        List<ManagerReply> replies = new ArrayList<>();
        for (int part = 1; part <= parts; part++) {
            List<Member> members = users.subList((part - 1) * most, Math.min(part * most, users.size())).stream()
                    .map(WireTranslation::member)
                    .toList();
            replies.add(new ManagerReply.Success(id, members, part, parts, epoch, copies, overlay));
        }
        return replies;
    }

    static Member member(User user) {
        return new Member(user.name(), user.address(), user.ports());
    }

    /** What the managers know of the sender of a heartbeat. */
    public static PresenceMessage.Presence presence(
            PresenceMessage.Heartbeat heartbeat, ManagerState state, int intervalMillis) {
        RingPhase phase = state.phase();
        return new PresenceMessage.Presence(
                heartbeat.id(),
                standing(heartbeat, state),
                state.epoch(),
                DhtPhase.valueOf(phase.word()),
                phase.awaited().equals(Optional.of(heartbeat.user())),
                intervalMillis,
                state.managers().values().stream()
                        .map(manager -> new ManagerAddress(manager.address(), manager.port()))
                        .toList());
    }

    static Standing standing(PresenceMessage.Heartbeat heartbeat, ManagerState state) {
        Optional<User> user = state.user(heartbeat.user());
        if (user.isEmpty()) {
            return Standing.UNKNOWN;
        }
        if (!user.get().incarnation().equals(heartbeat.incarnation())) {
            return Standing.REPLACED;
        }
        return switch (state.stateOf(heartbeat.user()).orElseThrow()) {
            case FREE -> Standing.FREE;
            case LEADER -> Standing.LEADER;
            case IN_DHT -> Standing.IN_DHT;
        };
    }
}
