package io.ringcast.replication.jgroups;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jspecify.annotations.Nullable;

/**
 * Asks a suspected member whether it is alive, again and again until it answers or its time is over. JGroups's own
 * protocol can ask several times, too, but all at once: the questions share one datagram, and so do the answers. Where
 * one packet in twenty was lost, one question in ten had no answer, and a server that was alive was excluded.
 *
 * <p>A server that only had no processor for a while must not be excluded either, so the timeout is long. A suspect whose
 * connection to this server has been closed, as that of a process that ends is, has half of it.
 */
final class RepeatedVerification extends VERIFY_SUSPECT2 {
    private static final int QUESTIONS = 8;

    /** Members that have not answered, and how often each is still to be asked. Guarded by this. */
    private final Map<Address, Integer> unanswered = new HashMap<>();

    private final Predicate<Address> hasClosed;

    private @Nullable Future<?> asking;

    /** @param hasClosed whether a member's connection to this server has been closed */
    RepeatedVerification(Predicate<Address> hasClosed) {
        this.hasClosed = hasClosed;
        setId(ClassConfigurator.getProtocolId(VERIFY_SUSPECT2.class));
    }

    @Override
    protected synchronized void verifySuspect(Collection<Address> members) {
        super.verifySuspect(members);
        members.forEach(
                member -> unanswered.putIfAbsent(member, QUESTIONS)); // A suspicion is reported again and again.
        if (asking == null) {
            long interval = Math.max(1, getTimeout() / QUESTIONS);
            asking = getTransport()
                    .getTimer()
                    .scheduleWithFixedDelay(this::askAgainOrReport, interval, interval, TimeUnit.MILLISECONDS);
        }
    }

    private void askAgainOrReport() {
        List<Address> dead = askAgain();
        if (!dead.isEmpty()) {
            up_prot.up(new Event(Event.SUSPECT, dead));
        }
        run(); // JGroups itself looks only once per timeout whether a suspect's time is over.
    }

    /**
     * The last turn asks nobody: it comes after the timeout of the members that were asked first.
     *
     * @return those that have closed their connection and do not answer
     */
    private synchronized List<Address> askAgain() {
        unanswered.replaceAll((member, left) -> left - 1);
        List<Address> dead = unanswered.entrySet().stream()
                .filter(member -> member.getValue() <= QUESTIONS / 2 && hasClosed.test(member.getKey()))
                .map(Map.Entry::getKey)
                .filter(this::removeSuspect)
                .toList();
        dead.forEach(unanswered::remove);
        unanswered.values().removeIf(left -> left < 0);
        super.verifySuspect(unanswered.entrySet().stream()
                .filter(member -> member.getValue() > 0)
                .map(Map.Entry::getKey)
                .toList());
        if (unanswered.isEmpty()) {
            stopAsking();
        }
        return dead;
    }

    @Override
    public void unsuspect(Address member) {
        synchronized (this) {
            unanswered.remove(member); // From here on it is not asked, which would make it suspected again.
        }
        super.unsuspect(member);
    }

    @Override
    public synchronized void stop() {
        unanswered.clear();
        stopAsking();
        super.stop();
    }

    private void stopAsking() {
        if (asking != null) {
            asking.cancel(false);
            asking = null;
        }
    }
}
