package io.ringcast.reservation.client.terminal;

import io.ringcast.console.terminal.CommandInterpreter;
import io.ringcast.console.terminal.CommandResult;
import io.ringcast.protocol.autoconfigure.RingcastProperties;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.reservation.client.FirstReply;
import io.ringcast.reservation.client.KeyedRequests;
import io.ringcast.reservation.client.NoAnswerException;
import io.ringcast.reservation.client.ReservationClient;
import io.ringcast.reservation.client.ReservationGroup;
import io.ringcast.reservation.client.terminal.CommandParser.Parsed;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * The client's commands, for the prompt and for REST. Each call has a client of its own while it lasts, so that concurrent
 * calls do not wait for each other.
 */
@Component
final class ReservationCommands implements CommandInterpreter {
    private final ReservationGroup group;
    private final String user;
    private final NameCompletion completion;
    private final KeyedRequests keyed;
    /** The most recently used first, so that there are never more clients than concurrent calls. */
    private final Deque<ReservationClient> idle = new ConcurrentLinkedDeque<>();

    ReservationCommands(ReservationGroup group, RingcastProperties properties) {
        this.group = group;
        this.user = properties.user();
        this.keyed = new KeyedRequests(group);
        this.completion = new NameCompletion(group.newClient());
    }

    @Override
    public CommandResult execute(String line) {
        return switch (CommandParser.parse(line, user)) {
            case Parsed.Valid valid -> execute(valid.command());
            case Parsed.HelpRequested h -> CommandResult.of(Status.OK.name(), CommandParser.USAGE);
            case Parsed.Invalid invalid ->
                CommandResult.refused(Status.BAD_COMMAND.name(), "BAD_COMMAND: " + invalid.sentence());
        };
    }

    /** What only asks may be asked any number of times. */
    @Override
    public Optional<CommandResult> executeOnce(String line, String key) {
        return Optional.of(
                CommandParser.parse(line, user) instanceof Parsed.Valid valid
                                && valid.command().isChange()
                        ? execute(valid.command(), command -> keyed.submit(key, command))
                        : execute(line));
    }

    private CommandResult execute(ReservationCommand command) {
        ReservationClient free = idle.pollFirst();
        ReservationClient client = free == null ? group.newClient() : free;
        try {
            return execute(command, client::submit);
        } finally {
            idle.addFirst(client);
        }
    }

    private CommandResult execute(
            ReservationCommand command, Function<ReservationCommand, CompletableFuture<FirstReply>> submit) {
        try {
            FirstReply first = submit.apply(command).join();
            return command.isChange() && first.status() == Status.UNAVAILABLE
                    ? unknown(command, "the servers that answered are too few or still joining.", details(first))
                    : result(command, first);
        } catch (RejectedExecutionException e) {
            return CommandResult.refused(Status.UNAVAILABLE.name(), "UNAVAILABLE: " + e.getMessage() + ".");
        } catch (CompletionException e) {
            if (e.getCause() instanceof NoAnswerException noAnswer) {
                String reason = noAnswer(noAnswer);
                return command.isChange()
                        ? unknown(
                                command, reason, Map.of("id", noAnswer.request().toString()))
                        : CommandResult.refused(Status.UNAVAILABLE.name(), "UNAVAILABLE: " + reason);
            }
            if (e.getCause() instanceof RejectedExecutionException rejected) {
                return CommandResult.refused(Status.UNAVAILABLE.name(), "UNAVAILABLE: " + rejected.getMessage() + ".");
            }
            throw e;
        }
    }

    private CommandResult result(ReservationCommand command, FirstReply first) {
        List<String> lines = Sentences.lines(command, first.reply());
        return new CommandResult(
                first.status().name(),
                first.status() == Status.OK ? null : lines.getFirst(),
                lines,
                details(first),
                false);
    }

    private static Map<String, Object> details(FirstReply first) {
        return Map.of(
                "from", first.reply().server(),
                "address", first.from().getAddress().getHostAddress(),
                "id", first.reply().id().toString(),
                "attempts", first.attempts(),
                "latencyMicros", first.latency().toNanos() / 1000);
    }

    /** Not a refusal: a server may have made the change, or may still do so. */
    private static CommandResult unknown(ReservationCommand command, String reason, Map<String, Object> details) {
        String line = CommandResult.UNKNOWN + ": " + reason + " " + Sentences.mayHaveBeenMade(command);
        return new CommandResult(CommandResult.UNKNOWN, line, List.of(line), details, false);
    }

    private String noAnswer(NoAnswerException e) {
        return e.getMessage() + ". Is a server running for "
                + group.address().getAddress().getHostAddress() + ":"
                + group.address().getPort()
                + ", on an interface that reaches this one (ringcast.interface)?";
    }

    @Override
    public Optional<String> whenCutOff(String line) {
        return CommandParser.parse(line, user) instanceof Parsed.Valid valid
                        && valid.command().isChange()
                ? Optional.of(Sentences.mayHaveBeenMade(valid.command()))
                : Optional.empty();
    }

    @Override
    public List<String> completions(List<String> words) {
        return completion.candidates(words);
    }
}
