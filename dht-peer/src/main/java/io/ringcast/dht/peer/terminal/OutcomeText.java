package io.ringcast.dht.peer.terminal;

import io.ringcast.console.terminal.CommandResult;
import io.ringcast.dht.peer.Edition.Wording;
import io.ringcast.dht.peer.session.PeerOutcome;
import io.ringcast.protocol.dht.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words the outcomes of commands. */
final class OutcomeText {
    private static final String NOT_FOUND = "NOT_FOUND";
    private static final String COMPLETE = "SUCCESS: the DHT is complete";

    private final boolean isOfEvents;

    OutcomeText(Wording wording) {
        this.isOfEvents = wording == Wording.EVENTS;
    }

    CommandResult of(PeerOutcome outcome) {
        return switch (outcome) {
            case PeerOutcome.UserRegistered o -> success(List.of("SUCCESS: " + described(o.self()) + " is registered"));
            case PeerOutcome.DhtBuilt o -> success(isOfEvents ? builtOfEvents(o) : built(COMPLETE, o.counts()));
            case PeerOutcome.EntryNamed o ->
                success(List.of(
                        "SUCCESS: " + described(o.entry()) + " takes the query; find-event <event id> asks it"));
            case PeerOutcome.DhtLeft o ->
                success(built("SUCCESS: left; the DHT is rebuilt, and its leader is " + o.newLeader(), o.counts()));
            case PeerOutcome.DhtJoined o ->
                success(built("SUCCESS: joined; the DHT is rebuilt, and its leader is " + o.leader(), o.counts()));
            case PeerOutcome.DhtTornDown o -> success(List.of("SUCCESS: the DHT is torn down"));
            case PeerOutcome.UserDeregistered o ->
                new CommandResult(
                        "SUCCESS", null, List.of("SUCCESS: " + o.user() + " is deregistered"), Map.of(), o.itself());
            case PeerOutcome.RecordFound o -> success(found(o));
            case PeerOutcome.RecordMissing o -> isOfEvents ? missingEvent(o) : missing(o);
            case PeerOutcome.Failed o -> failure(o.reason(), o.text());
            case PeerOutcome.OutcomeUnknown o ->
                new CommandResult(
                        CommandResult.UNKNOWN,
                        o.reason(),
                        List.of(CommandResult.UNKNOWN + " " + o.reason() + ": " + o.text()),
                        Map.of(),
                        false);
        };
    }

    private static List<String> built(String first, List<Long> counts) {
        List<String> lines = new ArrayList<>();
        lines.add(first);
        for (int node = 0; node < counts.size(); node++) {
            lines.add("node " + node + " holds " + counts.get(node) + " records");
        }
        lines.add("total " + counts.stream().mapToLong(Long::longValue).sum() + " records");
        return lines;
    }

    /** As the later editions have it: the leader tells what each node holds, then that the DHT is complete. */
    private static List<String> builtOfEvents(PeerOutcome.DhtBuilt outcome) {
        List<String> lines = new ArrayList<>(built("s = " + outcome.table().size(), outcome.counts()));
        lines.add("dht-complete");
        lines.add(COMPLETE);
        return lines;
    }

    private static CommandResult missing(PeerOutcome.RecordMissing missing) {
        return failure(
                NOT_FOUND,
                "'" + missing.name() + "' is not in the DHT; the query visited nodes "
                        + path(missing.path(), missing.reasons())
                        + (missing.note() == null ? "" : "; " + missing.note()));
    }

    private static CommandResult missingEvent(PeerOutcome.RecordMissing missing) {
        List<String> lines = new ArrayList<>();
        lines.add("Storm event " + missing.name() + " not found in the DHT.");
        lines.add(sequence(missing.path()));
        note(missing.note(), lines);
        return new CommandResult("FAILURE", NOT_FOUND, lines, Map.of(), false);
    }

    private static String sequence(List<Integer> path) {
        return "id-seq: " + path.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static void note(@Nullable String note, List<String> lines) {
        if (note != null) {
            lines.add("note: " + note);
        }
    }

    private List<String> found(PeerOutcome.RecordFound found) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < found.columns().size(); i++) {
            lines.add(found.columns().get(i) + ": " + found.values().get(i));
        }
        if (isOfEvents) {
            lines.add(sequence(found.path()));
            lines.add(
                    "position: " + found.position() + " on node " + found.path().getLast());
        } else {
            lines.add("path: " + path(found.path(), found.reasons()) + " (position " + found.position() + ")");
        }
        note(found.note(), lines);
        return lines;
    }

    /** In a ring there are no reasons: each hop goes to the right. */
    private static String path(List<Integer> path, List<String> reasons) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < path.size(); i++) {
            boolean told = 0 < i && i <= reasons.size();
            text.append(i == 0 ? "" : told ? " -(" + reasons.get(i - 1) + ")-> " : " -> ")
                    .append(path.get(i));
        }
        return text.toString();
    }

    private static String described(Member member) {
        return member.user() + " at " + member.address() + " " + member.ports();
    }

    private static CommandResult success(List<String> lines) {
        return CommandResult.of("SUCCESS", lines);
    }

    static CommandResult failure(String reason, String text) {
        return new CommandResult("FAILURE", reason, List.of("FAILURE " + reason + ": " + text), Map.of(), false);
    }
}
