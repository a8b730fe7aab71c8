package io.ringcast.console.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What there is to see at a process, for a program and for the page that lists it. */
@Hidden
@RestController
class RootController {
    private static final List<String> OTHERS = List.of("/actuator", "/v3/api-docs");
    private final String program;
    private final String name;
    private final RequestMappingHandlerMapping mappings;

    /** What is told. */
    record Root(String name, String program, List<String> addresses) {}

    RootController(String program, String name, RequestMappingHandlerMapping mappings) {
        this.program = program;
        this.name = name;
        this.mappings = mappings;
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
