package io.ringcast.reservation.server.web;

import io.ringcast.reservation.server.app.CatalogPlan;
import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.CatalogEdit;
import io.ringcast.reservation.server.domain.Part;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/**
 * Rooms, timeslots and days come and go while the group serves: an operator's commands. A name may be given in the path or,
 * whatever it is, as the parameter {@code name}.
 */
@RestController
@RequestMapping("/api/catalog")
@Tag(name = "catalog", description = "What can be reserved")
class CatalogNamesController {
    static final String REQUESTER = "who asks, for the audit trail; left out: the user who is signed in";

    private final CatalogChanges changes;

    CatalogNamesController(CatalogChanges changes) {
        this.changes = changes;
    }

    /**
     * What can be reserved.
     *
     * @param rooms in order, as the other lists are
     */
    record CatalogBody(
            @Schema(example = "[\"ME4494\",\"SA314\"]") List<String> rooms,
            @Schema(example = "[\"8:30-9:30\"]") List<String> timeslots,
            @Schema(example = "[\"Monday\",\"2026-11-30\"]") List<String> days) {
        static CatalogBody of(Catalog catalog) {
            return new CatalogBody(
                    catalog.rooms().inOrder(),
                    catalog.timeslots().inOrder(),
                    catalog.days().inOrder());
        }
    }

    /** A name to add, or what a name is to become. */
    record NameBody(
            @Schema(example = "ME4495") @Nullable String name,

            @Schema(
                    example = "ME4494",
                    description =
                            "the name that it comes after; empty: it comes first; left out: last, and a date by its time")
            @Nullable
            String after) {}

    /** A name that the catalog now has. */
    record AddedName(@Schema(example = "ME4495") String name) {}

    @GetMapping
    @Operation(summary = "All rooms, timeslots and days")
    CatalogBody catalog() {
        return CatalogBody.of(changes.read().catalog());
    }

    @PostMapping("/{list:rooms|timeslots|days}")
    @Operation(summary = "Adds a room, a timeslot or a day")
    @ApiResponse(responseCode = "201")
    ResponseEntity<AddedName> add(
            @Parameter(example = "rooms") @PathVariable String list,
            @RequestBody NameBody asked,
            @Parameter(description = REQUESTER, example = "carol") @RequestParam(required = false) @Nullable
                    String requester) {
        Part part = CatalogChanges.part(list);
        String name = CatalogChanges.name("name", asked.name());
        changes.submit(requester, addition(part, name, asked.after()));
        URI address = URI.create("/api/catalog/" + list + "?name=" + UriUtils.encode(name, StandardCharsets.UTF_8));
        return ResponseEntity.created(address).body(new AddedName(name));
    }

    private CatalogEdit addition(Part part, String name, @Nullable String after) {
        return after == null
                ? CatalogPlan.addition(changes.read().catalog(), part, name)
                : new CatalogEdit.Add(part, name, after);
    }

    @PatchMapping("/{list:rooms|timeslots|days}/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Renames a room, a timeslot or a day, or moves it in its list; its reservations follow")
    @ApiResponse(responseCode = "204")
    void change(
            @Parameter(example = "rooms") @PathVariable String list,
            @Parameter(example = "ME4494") @PathVariable String name,
            @RequestBody NameBody asked,
            @Parameter(description = REQUESTER, example = "carol") @RequestParam(required = false) @Nullable
                    String requester) {
        Part part = CatalogChanges.part(list);
        List<CatalogEdit> edits = new ArrayList<>();
        String newName = asked.name() == null ? name : CatalogChanges.name("name", asked.name());
        if (!newName.equals(name)) {
            edits.add(new CatalogEdit.Rename(part, name, newName));
        }
        if (asked.after() != null) {
            edits.add(new CatalogEdit.Move(part, newName, asked.after()));
        }
        if (edits.isEmpty()) {
            throw ProblemResponses.badCommand(
                    "There is nothing to change: the body should have another name, or after, or both.");
        }
        changes.submit(requester, edits);
    }

    @PatchMapping(path = "/{list:rooms|timeslots|days}", params = "name")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "The same for any name, given as a parameter")
    @ApiResponse(responseCode = "204")
    void changeNamed(
            @Parameter(example = "rooms") @PathVariable String list,
            @Parameter(example = "ME4494") @RequestParam String name,
            @RequestBody NameBody asked,
            @Parameter(description = REQUESTER, example = "carol") @RequestParam(required = false) @Nullable
                    String requester) {
        change(list, name, asked, requester);
    }

    @DeleteMapping("/{list:rooms|timeslots|days}/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Retires a room, a timeslot or a day")
    @ApiResponse(responseCode = "204")
    void retire(
            @Parameter(example = "rooms") @PathVariable String list,
            @Parameter(example = "ME4494") @PathVariable String name,
            @Parameter(description = "delete: its reservations are deleted with it", example = "delete")
                    @RequestParam(required = false)
                    @Nullable
                    String reservations,
            @Parameter(description = REQUESTER, example = "carol") @RequestParam(required = false) @Nullable
                    String requester) {
        changes.submit(
                requester,
                new CatalogEdit.Retire(
                        CatalogChanges.part(list), name, CatalogChanges.deletesReservations(reservations)));
    }

    @DeleteMapping(path = "/{list:rooms|timeslots|days}", params = "name")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "The same for any name, given as a parameter")
    @ApiResponse(responseCode = "204")
    void retireNamed(
            @Parameter(example = "rooms") @PathVariable String list,
            @Parameter(example = "ME4494") @RequestParam String name,
            @Parameter(description = "delete: its reservations are deleted with it", example = "delete")
                    @RequestParam(required = false)
                    @Nullable
                    String reservations,
            @Parameter(description = REQUESTER, example = "carol") @RequestParam(required = false) @Nullable
                    String requester) {
        retire(list, name, reservations, requester);
    }
}
