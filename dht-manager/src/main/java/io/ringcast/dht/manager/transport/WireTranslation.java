package io.ringcast.dht.manager.transport;

import io.ringcast.dht.manager.domain.ManagerCommand;
import io.ringcast.dht.manager.domain.ManagerOutcome;
import io.ringcast.dht.manager.domain.User;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.ManagerReply;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.dht.Member;
import java.util.ArrayList;
import java.util.List;

/** Between the wire's types and the domain's. */
final class WireTranslation {
    private WireTranslation() {}

    static ManagerCommand command(ManagerRequest request, long choice) {
        return switch (request) {
            case ManagerRequest.Register r -> new ManagerCommand.Register(r.user(), r.address(), r.ports());
            case ManagerRequest.SetUpDht r -> new ManagerCommand.SetUpDht(r.ring(), r.user(), choice);
            case ManagerRequest.DhtComplete r -> new ManagerCommand.CompleteDht(r.user());
            case ManagerRequest.QueryDht r -> new ManagerCommand.QueryDht(r.user(), choice);
            case ManagerRequest.LeaveDht r -> new ManagerCommand.LeaveDht(r.user());
            case ManagerRequest.DhtRebuilt r -> new ManagerCommand.CompleteRebuild(r.user(), r.newLeader());
            case ManagerRequest.Deregister r -> new ManagerCommand.Deregister(r.user());
            case ManagerRequest.TeardownDht r -> new ManagerCommand.TearDownDht(r.user());
            case ManagerRequest.TeardownComplete r -> new ManagerCommand.CompleteTeardown(r.user());
            case ManagerRequest.DhtFailed r -> new ManagerCommand.AbandonDht(r.user());
        };
    }

    static List<ManagerReply> replies(RequestId id, ManagerOutcome outcome) {
        return switch (outcome) {
            case ManagerOutcome.Refused o ->
                List.of(new ManagerReply.Failure(id, o.reason().name(), o.explanation()));
            case ManagerOutcome.RingChosen o -> success(id, o.ring());
            case ManagerOutcome.EntryChosen o -> success(id, List.of(o.member()));
            case ManagerOutcome.Registered o -> success(id, List.of());
            case ManagerOutcome.DhtCompleted o -> success(id, List.of());
            case ManagerOutcome.LeaveGranted o -> success(id, List.of());
            case ManagerOutcome.RebuildCompleted o -> success(id, List.of());
            case ManagerOutcome.Deregistered o -> success(id, List.of());
            case ManagerOutcome.TeardownGranted o -> success(id, List.of());
            case ManagerOutcome.TeardownCompleted o -> success(id, List.of());
            case ManagerOutcome.DhtAbandoned o -> success(id, List.of());
            case ManagerOutcome.PhaseOver o -> success(id, List.of());
        };
    }

    private static List<ManagerReply> success(RequestId id, List<User> users) {
        int most = ManagerReply.Success.MEMBERS_MAX;
        int parts = Math.max(1, (users.size() + most - 1) / most);
        List<ManagerReply> replies = new ArrayList<>();
        for (int part = 1; part <= parts; part++) {
            List<Member> members = users.subList((part - 1) * most, Math.min(part * most, users.size())).stream()
                    .map(user -> new Member(user.name(), user.address(), user.ports()))
                    .toList();
            replies.add(new ManagerReply.Success(id, members, part, parts, 0));
        }
        return replies;
    }
}
