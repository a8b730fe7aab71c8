package io.ringcast.console.web;

import io.ringcast.console.ProcessExit;
import io.ringcast.console.terminal.CommandInterpreter;
import io.ringcast.console.terminal.CommandResult;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The terminal's commands over REST. */
@RestController
@Tag(name = "commands", description = "What can be typed at the prompt")
class CommandsController {
    private static final int LINE_LENGTH_MAX = 1000;
    private static final int KEY_LENGTH_MAX = 255;

    private final CommandInterpreter interpreter;
    private final ProcessExit exit;
    private final WaitingCommands waiting;

    /** The body of a request. */
    record CommandBody(@Schema(example = "help") @Nullable String line) {}

    CommandsController(CommandInterpreter interpreter, ProcessExit exit, WaitingCommands waiting) {
        this.interpreter = interpreter;
        this.exit = exit;
        this.waiting = waiting;
    }

    @PostMapping("/api/commands")
    @Operation(summary = "Executes a line, and answers when it is done")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/json",
                            examples =
                                    @ExampleObject("{\"status\":\"OK\",\"lines\":[\"what the prompt would print\"]}")))
    Map<String, @Nullable Object> execute(
            @RequestBody CommandBody body,
            @Parameter(
                            description = "makes a command that is sent again take effect once",
                            example = "8f14e45f-ceea-467f-9575-b9a1f1d1b6c2")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable
                    String key) {
        String line = body.line() == null ? "" : body.line().strip();
        if (line.isEmpty() || line.length() > LINE_LENGTH_MAX) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST,
                    "the body is {\"line\":\"…\"} with a line of 1 to " + LINE_LENGTH_MAX + " characters");
        }
        CommandResult result = waiting.run(() -> key == null ? interpreter.execute(line) : executeOnce(line, key));
        if (result.quit()) {
            exit.begin();
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("status", result.status());
        if (result.reason() != null) {
            answer.put("reason", result.reason());
        }
        answer.put("lines", result.lines());
        answer.putAll(result.details());
        return answer;
    }

    private CommandResult executeOnce(String line, String key) {
        if (key.isBlank() || key.length() > KEY_LENGTH_MAX) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "the header Idempotency-Key has 1 to " + KEY_LENGTH_MAX + " characters");
        }
        return interpreter
                .executeOnce(line, key)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.BAD_REQUEST,
                        "this service takes no Idempotency-Key: nothing was done; leave the header out"));
    }
}
