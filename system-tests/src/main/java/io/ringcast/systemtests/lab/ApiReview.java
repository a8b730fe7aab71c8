package io.ringcast.systemtests.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A process's OpenAPI description, read as a newcomer reads it. */
public record ApiReview(JsonNode api) {
    private static final Set<String> TOLD_BY_THEMSELVES = Set.of("$ref", "enum", "description", "example");

    /** Asks the process for it. */
    public static ApiReview of(Rest rest) {
        return new ApiReview(rest.get("/v3/api-docs").json());
    }

    /** The gaps of the description: one line for each operation, parameter or field that is not explained. */
    public List<String> shortcomings() {
        List<String> missing = new ArrayList<>();
        if (!api.path("info").path("title").asString("").startsWith("Ringcast ")) {
            missing.add("the title");
        }
        if (api.path("paths").isEmpty()) {
            missing.add("the paths");
        }
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> check(method.getKey() + " " + path.getKey(), method.getValue(), missing)));
        api.path("components")
                .path("schemas")
                .properties()
                .forEach(schema -> schema.getValue()
                        .path("properties")
                        .properties()
                        .forEach(field -> {
                            if (!isTold(field.getValue())) {
                                missing.add("an example of " + schema.getKey() + "." + field.getKey());
                            }
                        }));
        return missing;
    }

    private static void check(String name, JsonNode operation, List<String> missing) {
        if (operation.path("summary").asString("").isEmpty()) {
            missing.add("a summary of " + name);
        }
        if (!operation.path("responses").path("default").path("content").has("application/problem+json")) {
            missing.add("what goes wrong with " + name);
        }
        operation.path("parameters").forEach(parameter -> {
            if (!parameter.has("example")) {
                missing.add("an example of " + parameter.path("name").asString() + " for " + name);
            }
        });
    }

    private static boolean isTold(JsonNode field) {
        return TOLD_BY_THEMSELVES.stream().anyMatch(field::has)
                || (field.has("items") && TOLD_BY_THEMSELVES.stream().anyMatch(field.path("items")::has));
    }
}
