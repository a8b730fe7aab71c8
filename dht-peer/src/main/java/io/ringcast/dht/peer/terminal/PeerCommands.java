package io.ringcast.dht.peer.terminal;

import io.ringcast.console.terminal.CommandInterpreter;
import io.ringcast.console.terminal.CommandResult;
import io.ringcast.dht.peer.Edition;
import io.ringcast.dht.peer.Edition.RegisterPorts;
import io.ringcast.dht.peer.Edition.SetupOrder;
import io.ringcast.dht.peer.Edition.Wording;
import io.ringcast.dht.peer.Peer;
import io.ringcast.dht.peer.PeerProperties;
import io.ringcast.dht.peer.session.PeerOutcome;
import io.ringcast.protocol.NearestName;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.records.KeyHash;
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
    private static final Set<String> CHANGES =
            Set.of("register", "setup-dht", "leave-dht", "join-dht", "teardown-dht", "deregister");

    private final Peer peer;
    private final Edition edition;
    private final OutcomeText outcomes;
    private final TableText tables;
    private final Map<String, String> usage;
    private volatile @Nullable String asking;
    /** Where the managers have said that queries start. */
    private volatile @Nullable Member entry;

    PeerCommands(Peer peer, PeerProperties properties) {
        this.peer = peer;
        this.edition = properties.handout();
        this.outcomes = new OutcomeText(edition.wording());
        this.tables = new TableText(peer);
        this.usage = usage(edition);
    }

    private static Map<String, String> usage(Edition edition) {
        boolean ring = edition.registerPorts() == RegisterPorts.RING;
        boolean sizeFirst = edition.setupOrder() == SetupOrder.N_USER;
        boolean events = edition.wording() == Wording.EVENTS;
        String year = edition.isYearly() ? " <YYYY>" : "";
        Map<String, String> usage = new LinkedHashMap<>();
        usage.put("register", "register <user> <IPv4> " + (ring ? "" : "<m-port> ") + "<port> [<to-right> <query>]");
        usage.put(
                "setup-dht",
                "setup-dht " + (sizeFirst ? "<n> <user>" : "<user> <n>") + year + " ["
                        + String.join("|", Overlay.words()) + "]");
        usage.put("query-dht", "query-dht <user>" + (events ? "" : " [<" + edition.keyColumn() + ">]"));
        usage.put("find-event", "find-event <event id>");
        usage.put("leave-dht", "leave-dht <user>");
        usage.put("join-dht", "join-dht <user>");
        usage.put("teardown-dht", "teardown-dht <user>");
        usage.put("deregister", "deregister <user>");
        usage.put("status", "status");
        usage.put("table", "table [<pos>]");
        usage.put("help", "help");
        usage.put("quit", "quit");
        return usage;
    }

    @Override
    public CommandResult execute(String line) {
        String[] words = line.strip().split("\\s+", -1);
        String command = words[0];
        String user = asking;
        asking = null;
        if (!usage.containsKey(command)) {
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
            case "find-event" -> findEvent(words);
            case "leave-dht" -> words.length == 2 ? result(peer.leave(words[1])) : usage(command);
            case "join-dht" -> words.length == 2 ? result(peer.join(words[1])) : usage(command);
            case "teardown-dht" -> words.length == 2 ? result(peer.tearDown(words[1])) : usage(command);
            case "deregister" -> words.length == 2 ? result(peer.deregister(words[1])) : usage(command);
            case "status" -> words.length == 1 ? success(tables.status()) : usage(command);
            case "table" -> table(words);
            default -> success(List.copyOf(usage.values()));
        };
    }

    private String guess(String command) {
        return NearestName.of(command, usage.keySet())
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
        if (words.length < 3 || words.length > 5) {
            return usage("setup-dht");
        }
        boolean sizeFirst = edition.setupOrder() == SetupOrder.N_USER;
        Integer size = number(words[sizeFirst ? 1 : 2]);
        String user = words[sizeFirst ? 2 : 1];
        Integer year = words.length > 3 ? number(words[3]) : null;
        int rest = year == null ? 3 : 4;
        if (size == null || words.length > rest + 1 || (year != null && year < 1)) {
            return usage("setup-dht");
        }
        String overlay = words.length > rest ? words[rest] : edition.lookup().word();
        return result(peer.setUp(size, user, year == null ? 0 : year, overlay));
    }

    private CommandResult query(String line, String[] words) {
        if (words.length == 1) {
            return usage("query-dht");
        }
        if (words.length == 2 && edition.wording() == Wording.EVENTS) {
            return enter(words[1]);
        }
        if (words.length == 2) {
            asking = words[1];
            return success(List.of(edition.keyColumn() + "?"));
        }
        String afterCommand = line.strip().substring("query-dht".length()).strip();
        return result(peer.query(words[1], unquoted(afterCommand.substring(words[1].length()))));
    }

    private CommandResult enter(String user) {
        PeerOutcome outcome = peer.enter(user);
        entry = outcome instanceof PeerOutcome.EntryNamed named ? named.entry() : null;
        return result(outcome);
    }

    /** From the member that the latest {@code query-dht} has named; without one, from where this peer is. */
    private CommandResult findEvent(String[] words) {
        if (words.length != 2 || !KeyHash.NUMBER.accepts(words[1])) {
            return usage("find-event");
        }
        Member named = entry;
        String user = peer.self().map(Member::user).orElse("");
        return result(named == null ? peer.lookUp(words[1]) : peer.query(user, words[1], named));
    }

    private CommandResult result(PeerOutcome outcome) {
        return outcomes.of(outcome);
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

    private static CommandResult success(List<String> lines) {
        return CommandResult.of("SUCCESS", lines);
    }

    private CommandResult usage(String command) {
        return failure("BAD_COMMAND", "usage: " + usage.get(command));
    }

    private static CommandResult failure(String reason, String text) {
        return OutcomeText.failure(reason, text);
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
            return List.copyOf(usage.keySet());
        }
        return peer.self().map(member -> List.of(member.user())).orElse(List.of());
    }
}
