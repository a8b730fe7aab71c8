package io.ringcast.replication.jgroups;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.jgroups.Address;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.PING;
import org.jgroups.protocols.PingData;
import org.jgroups.util.Responses;

/**
 * JGroups's discovery by multicast, for members that must not begin a group of their own while there is one. JGroups takes every
 * member that answers and does not lead for one that is about to join as well, and picks one of them to begin a group. If the
 * leader's answers were lost, or the leader has just crashed, a server that joined began alone in half of the cases.
 */
final class GroupDiscovery extends PING {
    /**
     * How often members are asked for while a server looks for its group. Where one datagram in five is lost, a third of the
     * questions have no answer.
     */
    private static final int QUESTIONS = 10;

    /** How often it looks again for a leader: for longer than a group needs to replace one. */
    private static final int SEARCHES = 10;

    GroupDiscovery() {
        setId(ClassConfigurator.getProtocolId(PING.class));
        numDiscoveryRuns(QUESTIONS);
    }

    @Override
    public Responses findMembers(List<Address> members, boolean initial, boolean async, long timeout) {
        Responses found = search(members, initial, async, timeout);
        for (int search = 2; initial && search <= SEARCHES && isGroupWithoutLeader(found, timeout); search++) {
            log.debug("%s: a group has answered, and its leader has not", local_addr);
            found = search(members, initial, async, timeout);
        }
        return found;
    }

    private Responses search(List<Address> members, boolean initial, boolean async, long timeout) {
        weedOutCompletedDiscoveryResponses(); // Or JGroups does so later, and cancels the questions of this search,
        // too.
        return super.findMembers(members, initial, async, timeout);
    }

    private boolean isGroupWithoutLeader(Responses found, long timeout) {
        found.waitFor(timeout);
        found.done(); // Or JGroups waits once more.
        return any(found, PingData::isServer) && !any(found, PingData::isCoord) && !is_leaving;
    }

    private static boolean any(Responses found, Predicate<PingData> condition) {
        return StreamSupport.stream(found.spliterator(), false).anyMatch(condition);
    }
}
