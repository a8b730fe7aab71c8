package io.ringcast.replication.jgroups;

import io.ringcast.replication.api.MembershipOptions;
import io.ringcast.replication.group.GroupRefusedException;
import io.ringcast.replication.group.MemberAttributes;
import io.ringcast.replication.group.MemberId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.EmptyMessage;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.GMS.GmsHeader;
import org.jgroups.protocols.pbcast.JoinRsp;
import org.jgroups.stack.Protocol;
import org.jgroups.util.MessageBatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps servers out of one group if their settings decide differently what is safe. It sits right below {@link GMS} and
 * rejects requests to join and to merge that are not admissible, as JGroups's AUTH does, so that the group installs no
 * view.
 *
 * <p>A server that is rejected stops. When two groups meet, the servers of one of them stop: see {@link #yields}. The
 * settings that are compared are part of the members' addresses. A member of release 0.1.0 has none there and is
 * admitted.
 */
final class Admission extends Protocol {
    private static final Logger log = LoggerFactory.getLogger(Admission.class);
    private static final short GMS_ID = ClassConfigurator.getProtocolId(GMS.class);
    private static final int TOLD_MAX = 1_000;

    private final MemberAttributes own;
    private final MembershipOptions options;
    private final Function<Address, MemberId> members;
    private final Consumer<GroupRefusedException> refused;
    private final Set<Address> told = ConcurrentHashMap.newKeySet();
    private volatile @Nullable View view;

    /**
     * @param own the attributes of this server
     * @param options the service's names of what is compared
     * @param members reads a member's attributes from its address
     * @param refused called when this server has to stop
     */
    Admission(
            MemberAttributes own,
            MembershipOptions options,
            Function<Address, MemberId> members,
            Consumer<GroupRefusedException> refused) {
        this.own = own;
        this.options = options;
        this.members = members;
        this.refused = refused;
    }

    @Override
    public @Nullable Object up(Message message) {
        return isAdmissible(message) ? up_prot.up(message) : null;
    }

    @Override
    public void up(MessageBatch batch) {
        var messages = batch.iterator();
        while (messages.hasNext()) {
            if (!isAdmissible(messages.next())) {
                messages.remove();
            }
        }
        if (!batch.isEmpty()) {
            up_prot.up(batch);
        }
    }

    private boolean isAdmissible(Message message) {
        return !(message.getHeader(GMS_ID) instanceof GmsHeader header)
                || switch (header.getType()) {
                    case GmsHeader.JOIN_REQ, GmsHeader.JOIN_REQ_WITH_STATE_TRANSFER -> mayJoin(message.getSrc());
                    case GmsHeader.MERGE_REQ -> mayMerge(message.getSrc(), header);
                    case GmsHeader.JOIN_RSP -> isAnswer(message.getSrc());
                    default -> true;
                };
    }

    private boolean mayJoin(Address joiner) {
        Optional<String> objection = objection(joiner);
        objection.ifPresent(reason -> {
            tell(joiner, reason);
            down_prot.down(new BytesMessage(joiner, GMS.marshal(new JoinRsp(reason)))
                    .setFlag(Message.Flag.OOB)
                    .putHeader(GMS_ID, new GmsHeader(GmsHeader.JOIN_RSP)));
        });
        return objection.isEmpty();
    }

    private boolean mayMerge(Address leader, GmsHeader request) {
        Optional<String> objection = objection(leader);
        objection.ifPresent(reason -> {
            tell(leader, reason);
            down_prot.down(new EmptyMessage(leader)
                    .setFlag(Message.Flag.OOB)
                    .putHeader(
                            GMS_ID,
                            new GmsHeader(GmsHeader.MERGE_RSP)
                                    .mergeId(request.getMergeId())
                                    .setMergeRejected(true)));
        });
        return objection.isEmpty();
    }

    /**
     * Passes the rejection up in any case, which ends the attempt to join. Its text is not used: this server determines
     * the reason itself and shows that.
     */
    private boolean isAnswer(Address leader) {
        if (view == null) {
            objection(leader).ifPresent(reason -> end(leader, reason));
        }
        return true;
    }

    @Override
    public @Nullable Object up(Event event) {
        if (event.getType() != Event.MERGE) {
            return up_prot.up(event);
        }
        Map<Address, View> admissible = new HashMap<>();
        event.<Map<Address, View>>arg().forEach((sender, theirs) -> {
            if (meets(theirs)) {
                admissible.put(sender, theirs);
            }
        });
        return admissible.size() < 2 ? null : up_prot.up(new Event(Event.MERGE, admissible));
    }

    /** Whether this server may be in one group with all members of a view. */
    private boolean meets(View theirs) {
        for (Address member : theirs.getMembers()) {
            Optional<String> objection = objection(member);
            if (objection.isPresent()) {
                View ours = view;
                if (ours != null && yields(ours.getMembers(), theirs.getMembers())) {
                    end(member, objection.get());
                } else {
                    tell(member, objection.get());
                }
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable Object down(Event event) {
        if (event.getType() == Event.VIEW_CHANGE) {
            View installed = event.arg();
            view = installed;
            installed(installed);
        }
        return down_prot.down(event);
    }

    /** A leader of release 0.1.0 admits any server. Then the member that joined later stops. */
    private void installed(View installed) {
        for (Address member : installed.getMembers()) {
            if (member.equals(getAddress())) {
                return;
            }
            objection(member).ifPresent(reason -> end(member, reason));
        }
    }

    /**
     * Whether, of two groups that meet, ours stops and theirs continues. Both sides decide alike: the group that has
     * enough members to serve continues, then the larger one, then the one that requires more members, and then the one
     * with the lower address.
     */
    boolean yields(List<Address> ours, List<Address> theirs) {
        int order = Boolean.compare(serves(ours), serves(theirs));
        order = order != 0 ? order : Integer.compare(ours.size(), theirs.size());
        order = order != 0 ? order : Integer.compare(minMembers(ours), minMembers(theirs));
        order = order != 0 ? order : theirs.getFirst().compareTo(ours.getFirst());
        return order < 0;
    }

    private boolean serves(Collection<Address> group) {
        return group.size() >= minMembers(group);
    }

    private int minMembers(Collection<Address> group) {
        return group.stream()
                .mapToInt(member -> members.apply(member).attributes().minMembers())
                .max()
                .orElse(0);
    }

    private Optional<String> objection(Address other) {
        MemberId member = members.apply(other);
        return own.objectionTo(member.attributes(), options).map(reason -> reason.formatted(printable(member)));
    }

    private static String printable(MemberId member) {
        return member.name().replaceAll("[\\p{Cntrl}%]", "?");
    }

    private void end(Address other, String reason) {
        tell(other, reason);
        refused.accept(new GroupRefusedException(reason
                + " All servers of a group have the same. This one ends; to change the value, stop all"
                + " servers, change it, and start them again."));
    }

    /** Once for each member. */
    private void tell(Address other, String reason) {
        if (told.size() < TOLD_MAX && told.add(other)) {
            log.error("{} The two are not in one group.", reason);
        }
    }
}
