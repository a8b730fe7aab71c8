package io.ringcast.console.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.HtmlUtils;

/** What there is to see at a process, for a person with a browser and for a program. */
@Hidden
@RestController
class RootController {
    private static final List<String> OTHERS = List.of("/actuator", "/v3/api-docs");
    private final String program;
    private final String name;
    private final RequestMappingHandlerMapping mappings;

    /** What a program is told. */
    record Root(String name, String program, List<String> addresses) {}

    RootController(String program, String name, RequestMappingHandlerMapping mappings) {
        this.program = program;
        this.name = name;
        this.mappings = mappings;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page() {
        String links = addresses().stream()
                .map(address -> "<li><a href=\"%1$s\">%1$s</a></li>".formatted(HtmlUtils.htmlEscape(address)))
                .collect(Collectors.joining("\n"));
        String page = """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>%1$s</title></head>
                <body>
                <h1>%1$s</h1>
                <p>A %2$s of Ringcast. What can be read here:</p>
                <ul>
                %3$s
                </ul>
                <p>All operations are described in <a href="/v3/api-docs">/v3/api-docs</a> (OpenAPI).</p>
                </body>
                </html>
                """.formatted(HtmlUtils.htmlEscape(name), HtmlUtils.htmlEscape(program), links);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .body(page);
    }

    @GetMapping(path = "/", produces = MediaType.APPLICATION_JSON_VALUE)
    Root root() {
        return new Root(name, program, addresses());
    }

    /** Those that can be read without knowing more. */
    private List<String> addresses() {
        return Stream.concat(
                        mappings.getHandlerMethods().keySet().stream()
                                .filter(info ->
                                        info.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                                .map(RequestMappingInfo::getPatternValues)
                                .flatMap(Collection::stream)
                                .filter(path -> path.startsWith("/api/") && !path.contains("{")),
                        OTHERS.stream())
                .distinct()
                .sorted()
                .toList();
    }
}
