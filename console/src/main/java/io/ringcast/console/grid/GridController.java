package io.ringcast.console.grid;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The week grid, and how it changes. */
@RestController
@RequestMapping("/api/grid")
@Tag(name = "grid", description = "All rooms of a week, live")
class GridController {
    private final GridFeed feed;

    GridController(GridFeed feed) {
        this.feed = feed;
    }

    /**
     * A grid.
     *
     * @param version to go on from with the stream
     */
    record GridBody(
            @Schema(example = "k3v9-12") String version,
            @Schema(example = "[\"ME4494\",\"SA314\"]") List<String> rooms,
            @Schema(example = "[\"8:30-9:30\"]") List<String> timeslots,
            @Schema(example = "[\"Monday\",\"2026-11-30\"]") List<String> days,
            List<Booking> bookings,

            @Schema(example = "No server answers.", description = "why this may be old; null if it is not") @Nullable
            String notice) {
        static GridBody of(GridFeed.Picture picture) {
            Grid grid = picture.grid();
            return new GridBody(
                    picture.version(),
                    grid.rooms(),
                    grid.timeslots(),
                    grid.days(),
                    grid.bookings().stream().flatMap(Collection::stream).toList(),
                    grid.notice());
        }
    }

    @GetMapping
    @Operation(summary = "All rooms, timeslots, days and bookings at one moment")
    GridBody grid() {
        return GridBody.of(feed.picture());
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary =
                    "What changes after a version, as server-sent events: changes, or reset if the grid is to be fetched again")
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = GridChange.class)))
    SseEmitter stream(
            @Parameter(description = "the version that the reader has", example = "k3v9-12")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable
                    String version) {
        return feed.watch(version)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.SERVICE_UNAVAILABLE, "too many are watching already; close another stream"));
    }
}
