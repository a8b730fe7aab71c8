package io.ringcast.dht.peer.terminal;

import io.ringcast.console.terminal.CommandInterpreter;
import io.ringcast.console.terminal.CommandResult;
import io.ringcast.dht.peer.Peer;
import io.ringcast.dht.peer.session.PeerOutcome;
import io.ringcast.protocol.NearestName;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.overlay.Overlay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads a line, gives the command to the peer, and words the outcome. {@code query-dht <user>} without a name asks for it:
 * the next line is the name, unless it is a command.
 */
@Component
class PeerCommands implements CommandInterpreter {
    private static final Map<String, String> USAGE = new LinkedHashMap<>();

    static {
        USAGE.put("register", "register <user> <IPv4> <port> [<to-right> <query>]");
        USAGE.put("setup-dht", "setup-dht <n> <user> [" + String.join("|", Overlay.words()) + "]");
        USAGE.put("query-dht", "query-dht <user> [<Long Name>]");
        USAGE.put("leave-dht", "leave-dht <user>");
        USAGE.put("join-dht", "join-dht <user>");
        USAGE.put("teardown-dht", "teardown-dht <user>");
        USAGE.put("deregister", "deregister <user>");
        USAGE.put("status", "status");
        USAGE.put("table", "table [<pos>]");
        USAGE.put("help", "help");
        USAGE.put("quit", "quit");
    }

    private static final Set<String> CHANGES =
            Set.of("register", "setup-dht", "leave-dht", "join-dht", "teardown-dht", "deregister");

    private final Peer peer;
    private final TableText tables;
    private volatile @Nullable String asking;

    PeerCommands(Peer peer) {
        this.peer = peer;
        this.tables = new TableText(peer);
    }

    @Override
    public CommandResult execute(String line) {
        String[] words = line.strip().split("\\s+", -1);
        String command = words[0];
        String user = asking;
        asking = null;
        if (!USAGE.containsKey(command)) {
            return user == null
                    ? failure(
                            "BAD_COMMAND",
                            "unknown command '" + command + "'; " + guess(command) + "help lists the commands")
                    : result(peer.query(user, unquoted(line)));
        }
        return switch (command) {
            case "register" -> register(words);
            case "setup-dht" -> setUp(words);
            case "query-dht" -> query(line, words);
            case "leave-dht" -> words.length == 2 ? result(peer.leave(words[1])) : usage(command);
            case "join-dht" -> words.length == 2 ? result(peer.join(words[1])) : usage(command);
            case "teardown-dht" -> words.length == 2 ? result(peer.tearDown(words[1])) : usage(command);
            case "deregister" -> words.length == 2 ? result(peer.deregister(words[1])) : usage(command);
            case "status" -> words.length == 1 ? success(tables.status()) : usage(command);
            case "table" -> table(words);
            default -> success(List.copyOf(USAGE.values()));
        };
    }

    private static String guess(String command) {
        return NearestName.of(command, USAGE.keySet())
                .map(name -> "did you mean " + name + "? ")
                .orElse("");
    }

    private CommandResult register(String[] words) {
        if (words.length < 4 || words.length > 6) {
            return usage("register");
        }
        List<Integer> ports = new ArrayList<>();
        for (int i = 3; i < words.length; i++) {
            Integer port = number(words[i]);
            if (port == null) {
                return usage("register");
            }
            ports.add(port);
        }
        return result(peer.register(words[1], words[2], ports));
    }

    private CommandResult setUp(String[] words) {
        Integer size = words.length == 3 || words.length == 4 ? number(words[1]) : null;
        String overlay = words.length == 4 ? words[3] : Overlay.RING.word();
        return size == null ? usage("setup-dht") : result(peer.setUp(size, words[2], overlay));
    }

    private CommandResult query(String line, String[] words) {
        if (words.length == 1) {
            return usage("query-dht");
        }
        if (words.length == 2) {
            asking = words[1];
            return success(List.of("Long Name?"));
        }
        String afterCommand = line.strip().substring("query-dht".length()).strip();
        return result(peer.query(words[1], unquoted(afterCommand.substring(words[1].length()))));
    }

    private CommandResult table(String[] words) {
        if (words.length == 1) {
            return success(tables.all());
        }
        Integer position = words.length == 2 ? number(words[1]) : null;
        return position == null ? usage("table") : success(tables.at(position));
    }

    private static String unquoted(String text) {
        String name = text.strip();
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1) : name;
    }

    private static @Nullable Integer number(String word) {
        try {
            return Integer.valueOf(word);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static CommandResult result(PeerOutcome outcome) {
        return switch (outcome) {
            case PeerOutcome.UserRegistered o -> success(List.of("SUCCESS: " + described(o.self()) + " is registered"));
            case PeerOutcome.DhtBuilt o -> success(built("SUCCESS: the DHT is complete", o.counts()));
            case PeerOutcome.DhtLeft o ->
                success(built("SUCCESS: left; the DHT is rebuilt, and its leader is " + o.newLeader(), o.counts()));
            case PeerOutcome.DhtJoined o ->
                success(built("SUCCESS: joined; the DHT is rebuilt, and its leader is " + o.leader(), o.counts()));
            case PeerOutcome.DhtTornDown o -> success(List.of("SUCCESS: the DHT is torn down"));
            case PeerOutcome.UserDeregistered o ->
                new CommandResult(
                        "SUCCESS", null, List.of("SUCCESS: " + o.user() + " is deregistered"), Map.of(), o.itself());
            case PeerOutcome.RecordFound o -> success(found(o));
            case PeerOutcome.RecordMissing o ->
                failure(
                        "NOT_FOUND",
                        "'" + o.name() + "' is not in the DHT; the query visited nodes " + path(o.path(), o.reasons())
                                + (o.note() == null ? "" : "; " + o.note()));
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

    private static List<String> found(PeerOutcome.RecordFound found) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < found.columns().size(); i++) {
            lines.add(found.columns().get(i) + ": " + found.values().get(i));
        }
        lines.add("path: " + path(found.path(), found.reasons()) + " (position " + found.position() + ")");
        if (found.note() != null) {
            lines.add("note: " + found.note());
        }
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

    private static CommandResult usage(String command) {
        return failure("BAD_COMMAND", "usage: " + USAGE.get(command));
    }

    private static CommandResult failure(String reason, String text) {
        return new CommandResult("FAILURE", reason, List.of("FAILURE " + reason + ": " + text), Map.of(), false);
    }

    @Override
    public Optional<String> whenCutOff(String line) {
        return CHANGES.contains(line.strip().split("\\s+", -1)[0])
                ? Optional.of(
                        "The manager may have got the request; its GET /api/users and /api/dht show what it knows.")
                : Optional.empty();
    }

    @Override
    public List<String> completions(List<String> words) {
        if (words.isEmpty()) {
            return List.copyOf(USAGE.keySet());
        }
        return peer.self().map(member -> List.of(member.user())).orElse(List.of());
    }
}
