package io.ringcast.dht.peer.session;

import io.ringcast.protocol.dht.Member;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a peer and its managers get on.
 *
 * @param self the user of this process; null while it has none
 * @param managers those that are known, the configured one first
 * @param sinceHeard how long ago one of them was heard; at most a day
 * @param interval between heartbeats
 * @param replaced whether another process has taken this one's user
 * @param trouble a sentence that says what keeps this peer from being registered; null if nothing does
 */
public record SessionStatus(
        @Nullable Member self,
        List<InetSocketAddress> managers,
        Duration sinceHeard,
        Duration interval,
        boolean replaced,
        @Nullable String trouble) {
    private static final Duration RECENT = Duration.ofSeconds(5);
    private static final int INTERVALS = 4;

    /** Copies the list. */
    public SessionStatus {
        managers = List.copyOf(managers);
    }

    /** Whether a manager was heard of late. */
    public boolean isManagerHeard() {
        return sinceHeard.compareTo(RECENT) <= 0 || sinceHeard.compareTo(interval.multipliedBy(INTERVALS)) <= 0;
    }

    /** That no manager answers. */
    public String silence() {
        return ManagerList.silence(managers);
    }
}
