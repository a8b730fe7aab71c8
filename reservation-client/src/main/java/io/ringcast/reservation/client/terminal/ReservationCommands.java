package io.ringcast.reservation.client.terminal;

import io.ringcast.console.terminal.CommandInterpreter;
import io.ringcast.console.terminal.CommandResult;
import io.ringcast.protocol.NearestName;
import io.ringcast.protocol.autoconfigure.RingcastProperties;
import io.ringcast.protocol.reservation.Reply;
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
    /** Stands for any question: what is said when nobody answers does not depend on it. */
    private static final ReservationCommand LIST = new ReservationCommand.Rooms();

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
            case Parsed.Mine m -> overview(overview -> overview.of(user));
            case Parsed.Free free -> overview(overview -> overview.free(free.day(), free.timeslot()));
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
                        ? execute(
                                valid.command(),
                                command -> keyed.submit(key, command).join())
                        : execute(line));
    }

    private CommandResult execute(ReservationCommand command) {
        return execute(command, this::ask);
    }

    private CommandResult execute(ReservationCommand command, Function<ReservationCommand, FirstReply> submit) {
        try {
            FirstReply first = submit.apply(command);
            return command.isChange() && first.status() == Status.UNAVAILABLE
                    ? unknown(command, "the servers that answered are too few or still joining.", details(first))
                    : result(command, first);
        } catch (RejectedExecutionException | CompletionException e) {
            return unanswered(command, e);
        }
    }

    private FirstReply ask(ReservationCommand command) {
        ReservationClient client = idle.pollFirst();
        if (client == null) {
            client = group.newClient();
        }
        try {
            return client.submit(command).join();
        } finally {
            idle.addFirst(client);
        }
    }

    private CommandResult overview(Function<Overview, List<String>> question) {
        try {
            return CommandResult.of(Status.OK.name(), question.apply(new Overview(this::ask)));
        } catch (Overview.RefusedException e) {
            return refused(e);
        } catch (RejectedExecutionException e) {
            return unanswered(LIST, e);
        } catch (CompletionException e) {
            return e.getCause() instanceof Overview.RefusedException refusal ? refused(refusal) : unanswered(LIST, e);
        }
    }

    private static CommandResult refused(Overview.RefusedException e) {
        return CommandResult.refused(e.status().name(), String.valueOf(e.getMessage()));
    }

    private CommandResult unanswered(ReservationCommand command, RuntimeException failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof RejectedExecutionException) {
                return CommandResult.refused(Status.UNAVAILABLE.name(), "UNAVAILABLE: " + e.getMessage() + ".");
            }
            if (e instanceof NoAnswerException noAnswer) {
                String reason = noAnswer(noAnswer);
                return command.isChange()
                        ? unknown(
                                command, reason, Map.of("id", noAnswer.request().toString()))
                        : CommandResult.refused(Status.UNAVAILABLE.name(), "UNAVAILABLE: " + reason);
            }
        }
        throw failure;
    }

    private CommandResult result(ReservationCommand command, FirstReply first) {
        List<String> lines = Sentences.lines(
                command, first.reply(), nearest(command, first.status()).orElse(null));
        return new CommandResult(
                first.status().name(),
                first.status() == Status.OK ? null : lines.getFirst(),
                lines,
                details(first),
                false);
    }

    /** The name that was probably meant; empty if there is none, or nobody tells the names. */
    private Optional<String> nearest(ReservationCommand command, Status status) {
        return switch (status) {
            case UNKNOWN_ROOM -> nearest(new ReservationCommand.Rooms(), Sentences.room(command));
            case UNKNOWN_TIMESLOT -> nearest(new ReservationCommand.Timeslots(), Sentences.timeslot(command));
            case UNKNOWN_DAY -> nearest(new ReservationCommand.Days(), Sentences.day(command));
            case OK, ROOM_TAKEN, NOT_RESERVED, BAD_COMMAND, UNAVAILABLE -> Optional.empty();
        };
    }

    private Optional<String> nearest(ReservationCommand list, String written) {
        try {
            return ask(list).reply().body() instanceof Reply.NameList names
                    ? NearestName.of(written, names.names())
                    : Optional.empty();
        } catch (RejectedExecutionException | CompletionException e) {
            return Optional.empty();
        }
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
