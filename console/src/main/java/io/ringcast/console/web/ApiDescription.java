package io.ringcast.console.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** The common part of every service's OpenAPI description: its title, and the format of errors. */
final class ApiDescription implements GlobalOpenApiCustomizer {
    private static final String PROBLEM = "application/problem+json";

    private final String role;

    /** @param role the program's name */
    ApiDescription(String role) {
        this.role = role;
    }

    @Override
    public void customise(OpenAPI api) {
        api.info(new Info()
                .title("Ringcast " + role)
                .version("1")
                .description(
                        "Every error is a problem detail (RFC 9457); its detail says what would have been right."));
        if (api.getPaths() != null) {
            api.getPaths()
                    .values()
                    .forEach(path -> path.readOperations()
                            .forEach(operation -> operation.getResponses().addApiResponse("default", problem())));
        }
    }

    private static ApiResponse problem() {
        var schema = new ObjectSchema()
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema());
        var example = Map.of(
                "title", "Bad Request",
                "status", 400,
                "detail", "what is wrong, and what would have been right",
                "instance", "/api/...");
        return new ApiResponse()
                .description("what went wrong")
                .content(new Content()
                        .addMediaType(
                                PROBLEM,
                                new MediaType().schema(schema).addExamples("problem", new Example().value(example))));
    }
}
