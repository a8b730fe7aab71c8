package io.ringcast.reservation.client.terminal;

import io.ringcast.console.terminal.CommandInterpreter;
import io.ringcast.console.terminal.CommandResult;
import io.ringcast.protocol.autoconfigure.RingcastProperties;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.reservation.client.Answer;
import io.ringcast.reservation.client.Command;
import io.ringcast.reservation.client.NoAnswerException;
import io.ringcast.reservation.client.ReservationClient;
import io.ringcast.reservation.client.ReservationGroup;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.RejectedExecutionException;
import org.springframework.stereotype.Component;

/**
 * The client's commands, for the prompt and for REST. Each call uses a client of its own for its duration, so that calls
 * that come at the same time do not wait for each other.
 */
@Component
final class ReservationCommands implements CommandInterpreter {
    private final ReservationGroup group;
    private final String user;
    private final NameCompletion completion;
    /** Used last, used first: there are never more clients than there were calls at the same time. */
    private final Deque<ReservationClient> idle = new ConcurrentLinkedDeque<>();

    ReservationCommands(ReservationGroup group, RingcastProperties properties) {
        this.group = group;
        this.user = properties.user();
        this.completion = new NameCompletion(group.newClient(user));
    }

    @Override
    public CommandResult execute(String line) {
        return switch (CommandParser.parse(line)) {
            case CommandParser.Parsed.Right right -> execute(right.command());
            case CommandParser.Parsed.Help h -> CommandResult.of(Status.OK.name(), CommandParser.USAGE);
            case CommandParser.Parsed.Wrong wrong ->
                CommandResult.refused(Status.BAD_COMMAND.name(), "BAD_COMMAND: " + wrong.sentence());
        };
    }

    private CommandResult execute(Command command) {
        ReservationClient client = idle.pollFirst();
        if (client == null) {
            client = group.newClient(user);
        }
        try {
            Answer answer = client.submit(command).join();
            return command.isChange() && answer.status() == Status.UNAVAILABLE
                    ? unknown(command, "the servers that answered are too few or still joining.", details(answer))
                    : result(command, answer);
        } catch (IllegalArgumentException e) {
            return CommandResult.refused(Status.BAD_COMMAND.name(), "BAD_COMMAND: " + e.getMessage() + ".");
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
            throw e;
        } finally {
            idle.addFirst(client);
        }
    }

    private CommandResult result(Command command, Answer answer) {
        List<String> lines = Sentences.lines(command, answer, user);
        return new CommandResult(
                answer.status().name(),
                answer.status() == Status.OK ? null : lines.getFirst(),
                lines,
                details(answer),
                false);
    }

    private static Map<String, Object> details(Answer answer) {
        return Map.of(
                "from", answer.server(),
                "address", answer.from().getAddress().getHostAddress(),
                "id", answer.id().toString(),
                "attempts", answer.attempts(),
                "latencyMicros", answer.latency().toNanos() / 1000);
    }

    /** Not a refusal: a server may have made the change, or may still make it. */
    private static CommandResult unknown(Command command, String reason, Map<String, Object> details) {
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
        return CommandParser.parse(line) instanceof CommandParser.Parsed.Right right
                        && right.command().isChange()
                ? Optional.of(Sentences.mayHaveBeenMade(right.command()))
                : Optional.empty();
    }

    @Override
    public List<String> completions(List<String> words) {
        return completion.candidates(words);
    }
}
