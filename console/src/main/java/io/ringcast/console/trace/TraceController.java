package io.ringcast.console.trace;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Shows the datagrams of this process. */
@RestController
@RequestMapping("/api/trace")
@Tag(name = "trace", description = "The datagrams that this process sent and received")
class TraceController {
    private final TraceHistory history;
    private final TraceStream stream;

    TraceController(TraceHistory history, TraceStream stream) {
        this.history = history;
        this.stream = stream;
    }

    @GetMapping
    @Operation(summary = "The most recent datagrams, oldest first")
    List<TraceEntry> recent(@Parameter(example = "20") @RequestParam(defaultValue = "100") int limit) {
        if (limit < 1) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "limit is a number from 1");
        }
        return history.recent(limit).stream().map(TraceEntry::of).toList();
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(summary = "Datagrams as they pass, as server-sent events")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = TraceEntry.class)))
    SseEmitter stream() {
        return stream.watch()
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.SERVICE_UNAVAILABLE, "too many are watching already; close another stream"));
    }
}
