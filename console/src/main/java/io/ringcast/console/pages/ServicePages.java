package io.ringcast.console.pages;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pages that a service has.
 *
 * @param pages the first one is at {@code /}
 * @param user in whose name the process itself does what is asked of it; null if whoever asks says whose
 */
public record ServicePages(List<Page> pages, @Nullable String user) {
    /** Keeps a copy. */
    public ServicePages {
        pages = List.copyOf(pages);
    }

    /**
     * A page.
     *
     * @param name at {@code /pages/<name>}
     */
    public record Page(
            @Schema(example = "replicas") String name,
            @Schema(example = "Replicas") String title) {}
}
