package io.ringcast.console.pages;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Serves the shell, which holds nothing that needs a password, and tells it which pages there are. */
@RestController
@Tag(name = "pages", description = "What the pages need to know")
class PagesController {
    /** Every service has it. */
    private static final ServicePages.Page ADDRESSES = new ServicePages.Page("addresses", "Addresses");

    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    private final String program;
    private final String name;
    private final ServicePages service;
    private final String shell;

    PagesController(String program, String name, ServicePages service, String shell) {
        this.program = program;
        this.name = name;
        this.service = service;
        this.shell = shell;
    }

    /** What the pages need to know of their process. */
    record PageInfo(
            @Schema(example = "s1") String name,
            @Schema(example = "reservation-server") String program,

            @Schema(
                    example = "alice",
                    description = "in whose name the process does what is asked of it; null if whoever asks says whose")
            @Nullable
            String user,

            List<ServicePages.Page> pages) {}

    private List<ServicePages.Page> pages() {
        return Stream.concat(service.pages().stream(), Stream.of(ADDRESSES)).toList();
    }

    @Hidden
    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> first() {
        return html();
    }

    @Hidden
    @GetMapping(path = "/pages/{page}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(@PathVariable String page) {
        if (pages().stream().noneMatch(each -> each.name().equals(page))) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND,
                    "The pages here are "
                            + String.join(
                                    ", ",
                                    pages().stream()
                                            .map(ServicePages.Page::name)
                                            .toList())
                            + ".");
        }
        return html();
    }

    @GetMapping("/api/page")
    @Operation(summary = "Which pages this process has, and in whose name it acts")
    PageInfo info() {
        return new PageInfo(name, program, service.user(), pages());
    }

    private ResponseEntity<String> html() {
        return ResponseEntity.ok().contentType(HTML).body(shell);
    }
}
