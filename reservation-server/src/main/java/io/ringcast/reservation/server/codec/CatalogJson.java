package io.ringcast.reservation.server.codec;

import io.ringcast.protocol.JsonFields;
import io.ringcast.protocol.reservation.ReplyParts;
import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.CatalogEdit;
import io.ringcast.reservation.server.domain.CatalogLimit;
import io.ringcast.reservation.server.domain.Part;
import tools.jackson.core.JsonGenerator;

/**
 * Edits of the catalog within {@link CommandJson}: an object whose {@code edit} names the record, as in {@code
 * {"edit":"Rename","part":"ROOM","name":…,"to":…}}. An {@code Add} without {@code after} adds at the end; a {@code Retire} with
 * {@code "reservations":"delete"} deletes the reservations.
 */
public final class CatalogJson {
    /** The replies about a catalog must fit into datagrams. Those about days and timeslots do if those about a room do. */
    public static final CatalogLimit REPLIES_FIT = CatalogJson::repliesFit;

    private static final String DELETE = "delete";

    private CatalogJson() {}

    private static boolean repliesFit(Catalog catalog) {
        return ReplyParts.fit(catalog.rooms().inOrder())
                && ReplyParts.fit(catalog.days().inOrder(), catalog.timeslots().inOrder());
    }

    static void write(JsonGenerator json, CatalogEdit edit) {
        json.writeStartObject();
        switch (edit) {
            case CatalogEdit.Add add -> {
                begin(json, "Add", add);
                if (add.after() != null) {
                    json.writeStringProperty("after", add.after());
                }
            }
            case CatalogEdit.Rename rename -> begin(json, "Rename", rename).writeStringProperty("to", rename.to());
            case CatalogEdit.Move move -> begin(json, "Move", move).writeStringProperty("after", move.after());
            case CatalogEdit.Retire retire -> {
                begin(json, "Retire", retire);
                if (retire.withReservations()) {
                    json.writeStringProperty("reservations", DELETE);
                }
            }
        }
        json.writeEndObject();
    }

    private static JsonGenerator begin(JsonGenerator json, String type, CatalogEdit edit) {
        return json.writeStringProperty("edit", type)
                .writeStringProperty("part", edit.part().name())
                .writeStringProperty("name", edit.name());
    }

    static CatalogEdit read(JsonFields fields) {
        String type = fields.text("edit");
        Part part = part(fields);
        String name = fields.text("name");
        return switch (type) {
            case "Add" -> new CatalogEdit.Add(part, name, fields.has("after") ? fields.text("after") : null);
            case "Rename" -> new CatalogEdit.Rename(part, name, fields.text("to"));
            case "Move" -> new CatalogEdit.Move(part, name, fields.text("after"));
            case "Retire" -> new CatalogEdit.Retire(part, name, deletes(fields));
            default -> throw new IllegalArgumentException("unknown edit '" + type + "'");
        };
    }

    static Part part(JsonFields fields) {
        return Part.valueOf(fields.text("part"));
    }

    private static boolean deletes(JsonFields fields) {
        if (!fields.has("reservations")) {
            return false;
        }
        String what = fields.text("reservations");
        if (!what.equals(DELETE)) {
            throw new IllegalArgumentException("unknown treatment of reservations '" + what + "'");
        }
        return true;
    }
}
