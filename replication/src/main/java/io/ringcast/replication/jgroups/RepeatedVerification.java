package io.ringcast.replication.jgroups;

import java.net.SocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
 * host says that its process has ended has half of it.
 */
final class RepeatedVerification extends VERIFY_SUSPECT2 {
    /** Where one packet in five is lost, a third of the questions have no answer: all of them once in ten million times. */
    private static final int QUESTIONS = 16;

    /** A quarter of them comes before the host is asked: a member that is alive has nearly always answered by then. */
    private static final int QUESTIONS_BEFORE_PROBE = QUESTIONS / 4;

    /** Members that have not answered. Guarded by this. */
    private final Map<Address, Suspicion> suspicions = new HashMap<>();

    private final Function<Address, ? extends Collection<? extends SocketAddress>> ports;

    private @Nullable Future<?> asking;

    /** @param ports all TCP ports on which a member may listen; empty if it is not known */
    RepeatedVerification(Function<Address, ? extends Collection<? extends SocketAddress>> ports) {
        this.ports = ports;
        setId(ClassConfigurator.getProtocolId(VERIFY_SUSPECT2.class));
    }

    @Override
    protected synchronized void verifySuspect(Collection<Address> members) {
        super.verifySuspect(members);
        members.forEach(
                member -> // A suspicion is reported again and again.
                suspicions.computeIfAbsent(member, suspect -> new Suspicion(new HostProbe(ports.apply(suspect)))));
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
     * @return those whose process has ended
     */
    private synchronized List<Address> askAgain() {
        suspicions.values().forEach(Suspicion::nextTurn);
        List<Address> dead = members(Suspicion::hasEnded).stream()
                .filter(this::removeSuspect)
                .toList();
        dead.forEach(this::forget);
        members(Suspicion::isOver).forEach(this::forget);
        super.verifySuspect(members(suspicion -> !suspicion.isInLastTurn()));
        if (suspicions.isEmpty()) {
            stopAsking();
        }
        return dead;
    }

    private List<Address> members(Predicate<Suspicion> condition) {
        return suspicions.entrySet().stream()
                .filter(suspicion -> condition.test(suspicion.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void unsuspect(Address member) {
        synchronized (this) {
            forget(member); // From here on it is not asked, which would make it suspected again.
        }
        super.unsuspect(member);
    }

    @Override
    public synchronized void stop() {
        List.copyOf(suspicions.keySet()).forEach(this::forget);
        stopAsking();
        super.stop();
    }

    private void forget(Address member) {
        Suspicion suspicion = suspicions.remove(member);
        if (suspicion != null) {
            suspicion.probe.close();
        }
    }

    private void stopAsking() {
        if (asking != null) {
            asking.cancel(false);
            asking = null;
        }
    }

    /** What a member has been asked that does not answer. */
    private static final class Suspicion {
        private final HostProbe probe;
        private int asked = 1;

        Suspicion(HostProbe probe) {
            this.probe = probe;
        }

        void nextTurn() {
            asked++;
            if (asked > QUESTIONS_BEFORE_PROBE) {
                probe.askAgain();
            }
        }

        boolean hasEnded() {
            return asked > QUESTIONS / 2 && probe.isRefused();
        }

        boolean isInLastTurn() {
            return asked > QUESTIONS;
        }

        boolean isOver() {
            return asked > QUESTIONS + 1;
        }
    }
}
