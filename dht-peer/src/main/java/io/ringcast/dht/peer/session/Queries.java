package io.ringcast.dht.peer.session;

import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.NodeSettings;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Limits;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.dht.Member;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Queries of a free user: the manager names a member, and the query starts there; if that is silent, at another one. While the manager is silent, it starts at
 * a member that the manager has named before.
 */
final class Queries {
    private static final int ENTRIES_MAX = 16;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(1).toNanos();

    private final SessionState state;
    private final ManagerRequests requests;
    private final RingControl ring;
    private final Failures failures;
    /** Members that the manager has named, by user; the latest last. */
    private final LinkedHashMap<String, Member> entries = new LinkedHashMap<>();

    Queries(SessionState state, ManagerRequests requests, RingControl ring, Failures failures) {
        this.state = state;
        this.requests = requests;
        this.ring = ring;
        this.failures = failures;
    }

    void begin(long number, PeerCommand.Query command, long nowNanos) {
        PeerOutcome refusal = refusal(command);
        if (refusal == null) {
            new RunningQuery(number, command.user(), command.name()).begin(command.entry(), nowNanos);
        } else {
            state.emit(new SessionEffect.CommandEnded(number, refusal));
        }
    }

    private @Nullable PeerOutcome refusal(PeerCommand.Query command) {
        PeerOutcome refusal = failures.notThisPeer(command.user());
        boolean right = !command.name().isEmpty() && command.name().length() <= Limits.KEY_LENGTH_MAX;
        return refusal != null || right
                ? refusal
                : new PeerOutcome.Failed("BAD_COMMAND", "a name has 1 to " + Limits.KEY_LENGTH_MAX + " characters");
    }

    /** Names the member at which queries are to start. */
    void enter(long number, PeerCommand.Enter command, long nowNanos) {
        PeerOutcome refusal = failures.notThisPeer(command.user());
        if (refusal != null) {
            state.emit(new SessionEffect.CommandEnded(number, refusal));
            return;
        }
        requests.ask(id -> new ManagerRequest.QueryDht(id, command.user()), nowNanos, (answer, now) -> {
            boolean named = answer instanceof ManagerAnswer.Granted granted
                    && granted.members().size() == 1;
            state.emit(new SessionEffect.CommandEnded(
                    number,
                    named
                            ? new PeerOutcome.EntryNamed(
                                    ((ManagerAnswer.Granted) answer).members().getFirst())
                            : failures.failure(answer)));
        });
    }

    private void remember(Member entry) {
        entries.remove(entry.user());
        entries.put(entry.user(), entry);
        if (entries.size() > ENTRIES_MAX) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    private final class RunningQuery {
        private final long number;
        private final String user;
        private final String name;
        private final Queue<Member> untried = new ArrayDeque<>();
        private int attempts;
        /** Before this query. */
        private @Nullable Member named;

        private @Nullable RequestId asked;
        private boolean asking;
        private boolean managerSilent;
        private boolean over;

        RunningQuery(long number, String user, String name) {
            this.number = number;
            this.user = user;
            this.name = name;
        }

        private void begin(@Nullable Member entry, long nowNanos) {
            named = entry;
            if (entry == null) {
                askManager(nowNanos);
            } else {
                askEntry(entry);
            }
        }

        private void askEntry(Member entry) {
            remember(entry);
            attempts++;
            ring.ask(entry, name, (found, now) -> entryAnswered(entry, found, now));
        }

        private void askManager(long nowNanos) {
            RequestId id = requests.ask(
                    request -> new ManagerRequest.QueryDht(request, user), nowNanos, this::managerAnswered);
            asked = id;
            requests.remind(id, nowNanos + PATIENCE_NANOS, this::managerIsSlow);
        }

        private void managerAnswered(ManagerAnswer answer, long nowNanos) {
            if (over) {
                return;
            }
            if (answer instanceof ManagerAnswer.Granted granted
                    && granted.members().size() == 1) {
                untried.clear();
                askEntry(granted.members().getFirst());
            } else if (answer instanceof ManagerAnswer.Silent && asking) {
                managerSilent = true;
            } else {
                if (answer instanceof ManagerAnswer.Denied denied
                        && denied.reason().equals("NO_DHT")) {
                    entries.clear();
                }
                end(failures.failure(answer));
            }
        }

        /** An entry that is gone is silent before the manager knows; one that was named before may be free by now. */
        private void entryAnswered(Member entry, DirectMessage.DirectAnswer answer, long nowNanos) {
            boolean gone = answer instanceof DirectMessage.RequestRefused refused
                    && (refused.reason().equals(FailureReason.MEMBER_SILENT.name())
                            || (entry.equals(named) && refused.reason().equals(FailureReason.NOT_IN_DHT.name())));
            if (gone && attempts < NodeSettings.ATTEMPTS && !over) {
                entries.remove(entry.user());
                askManager(nowNanos);
            } else {
                end(PeerOutcome.of(name, answer, null));
            }
        }

        private void managerIsSlow(long nowNanos) {
            untried.addAll(entries.sequencedValues().reversed());
            askNext();
        }

        /** Asks the next member that is known from before; when there is none left, it is up to the manager. */
        private void askNext() {
            Member entry = untried.poll();
            asking = entry != null;
            if (entry != null) {
                ring.ask(entry, name, (answer, now) -> memberAnswered(entry, answer));
            } else if (managerSilent) {
                end(failures.failure(new ManagerAnswer.Silent()));
            }
        }

        private void memberAnswered(Member entry, DirectMessage.DirectAnswer answer) {
            if (over) {
                return;
            }
            if (answer instanceof DirectMessage.RequestRefused refused) {
                if (refused.reason().equals(FailureReason.NOT_IN_DHT.name())) {
                    entries.remove(entry.user());
                }
                askNext();
            } else {
                String note = "the manager is silent; asked " + entry.user() + ", a member known from before";
                end(PeerOutcome.of(name, answer, note));
            }
        }

        private void end(PeerOutcome outcome) {
            if (over) {
                return;
            }
            over = true;
            if (asked != null) {
                requests.cancel(asked);
            }
            state.emit(new SessionEffect.CommandEnded(number, outcome));
        }
    }
}
