package io.ringcast.reservation.server.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ringcast.reservation.server.domain.CatalogEdit;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An edit of the catalog as JSON.
 *
 * @param edit add, rename, move or retire
 * @param part room, timeslot or day
 * @param to of a name that gets another one
 * @param after of a name that gets a place: the name that it comes after; empty at the beginning
 * @param reservations of a name that is retired: {@code delete} if its reservations are deleted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CatalogEditBody(
        @Schema(example = "rename") String edit,
        @Schema(example = "room") String part,
        @Schema(example = "ME4494") String name,
        @Schema(example = "ME4495") @Nullable String to,
        @Schema(example = "SA314") @Nullable String after,
        @Schema(example = "delete") @Nullable String reservations) {
    static CatalogEditBody of(CatalogEdit edit) {
        String part = CatalogProblems.word(edit.part());
        return switch (edit) {
            case CatalogEdit.Add add -> new CatalogEditBody("add", part, add.name(), null, add.after(), null);
            case CatalogEdit.Rename rename ->
                new CatalogEditBody("rename", part, rename.name(), rename.to(), null, null);
            case CatalogEdit.Move move -> new CatalogEditBody("move", part, move.name(), null, move.after(), null);
            case CatalogEdit.Retire retire ->
                new CatalogEditBody(
                        "retire", part, retire.name(), null, null, retire.withReservations() ? "delete" : null);
        };
    }
}
