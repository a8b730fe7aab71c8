package io.ringcast.reservation.server.codec;

import io.ringcast.protocol.JsonFields;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.Part;
import io.ringcast.reservation.server.domain.Reservation;
import io.ringcast.reservation.server.domain.Slot;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Commands and outcomes as JSON, for the log on disk and between servers: one object whose {@code type} names the record,
 * as in {@code {"type":"ReserveRoom","slot":{"room":…,"timeslot":…,"day":…},"holder":…}}. Strict: unknown or missing
 * fields are errors.
 *
 * <p>Written and read field by field: every server does this for every change, and with Jackson's databind it took a
 * sixth of a replica's time. The names are part of the stored format, and so are the order and the lack of spaces: a
 * stored outcome is compared, byte by byte, with what applying its command again brings.
 */
public final class CommandJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            // One buffer for each thread: the default, a pool for all, is for threads that come and go.
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();

    /** Most of what is written is smaller. */
    private static final int BYTES_USUALLY = 256;

    /** A command as bytes. */
    public byte[] encode(Command command) {
        return object(json -> write(json, command));
    }

    /**
     * An outcome as bytes.
     *
     * @throws IllegalArgumentException if it is the whole state, which is never stored as an outcome
     */
    public byte[] encode(Outcome outcome) {
        return object(json -> write(json, outcome));
    }

    /**
     * The command that the bytes hold.
     *
     * @throws IllegalArgumentException if they hold none
     */
    public Command decodeCommand(byte[] bytes) {
        return decode(bytes, CommandJson::readCommand, "command");
    }

    /**
     * The outcome that the bytes hold.
     *
     * @throws IllegalArgumentException if they hold none
     */
    public Outcome decodeOutcome(byte[] bytes) {
        return decode(bytes, CommandJson::readOutcome, "outcome");
    }

    private static byte[] object(Consumer<JsonGenerator> fields) {
        var bytes = new ByteArrayOutputStream(BYTES_USUALLY);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static <T> T decode(byte[] bytes, Function<JsonFields, T> reader, String what) {
        try {
            return JsonFields.read(bytes, reader);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a stored " + what + ": " + e.getMessage(), e);
        }
    }

    private static void write(JsonGenerator json, Command command) {
        switch (command) {
            case Command.ListDays c -> type(json, "ListDays");
            case Command.ListRooms c -> type(json, "ListRooms");
            case Command.ListTimeslots c -> type(json, "ListTimeslots");
            case Command.ReadState c -> type(json, "ReadState");
            case Command.CheckRoom c -> type(json, "CheckRoom").writeStringProperty("room", c.room());
            case Command.ReserveRoom c -> write(type(json, "ReserveRoom"), c.slot(), c.holder());
            case Command.DeleteReservation c -> write(type(json, "DeleteReservation"), c.slot(), c.holder());
            case Command.DeleteOwnReservation c -> write(type(json, "DeleteOwnReservation"), c.slot(), c.holder());
            case Command.ChangeCatalog c -> {
                type(json, "ChangeCatalog").writeArrayPropertyStart("edits");
                c.edits().forEach(edit -> CatalogJson.write(json, edit));
                json.writeEndArray();
                json.writeStringProperty("requester", c.requester());
            }
        }
    }

    private static Command readCommand(JsonFields fields) {
        String type = fields.text("type");
        return switch (type) {
            case "ListDays" -> new Command.ListDays();
            case "ListRooms" -> new Command.ListRooms();
            case "ListTimeslots" -> new Command.ListTimeslots();
            case "ReadState" -> new Command.ReadState();
            case "CheckRoom" -> new Command.CheckRoom(fields.text("room"));
            case "ReserveRoom" -> new Command.ReserveRoom(readSlot(fields), fields.text("holder"));
            case "DeleteReservation" -> new Command.DeleteReservation(readSlot(fields), fields.text("holder"));
            case "DeleteOwnReservation" -> new Command.DeleteOwnReservation(readSlot(fields), fields.text("holder"));
            case "ChangeCatalog" ->
                new Command.ChangeCatalog(fields.objects("edits", CatalogJson::read), fields.text("requester"));
            default -> throw new IllegalArgumentException("unknown type '" + type + "'");
        };
    }

    private static void write(JsonGenerator json, Outcome outcome) {
        switch (outcome) {
            case Outcome.DaysListed o -> write(type(json, "Days"), o.names());
            case Outcome.RoomsListed o -> write(type(json, "Rooms"), o.names());
            case Outcome.TimeslotsListed o -> write(type(json, "Timeslots"), o.names());
            case Outcome.RoomChecked o -> {
                type(json, "RoomChecked").writeStringProperty("room", o.room()).writeArrayPropertyStart("reservations");
                for (Reservation reservation : o.reservations()) {
                    json.writeStartObject();
                    write(json, reservation);
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            case Outcome.StateRead o -> throw new IllegalArgumentException("the whole state is no stored outcome");
            case Outcome.RoomReserved o -> writeObject(type(json, "RoomReserved"), o.reservation());
            case Outcome.ReservationDeleted o -> writeObject(type(json, "ReservationDeleted"), o.reservation());
            case Outcome.RoomTaken o -> writeObject(type(json, "RoomTaken"), o.reservation());
            case Outcome.HeldByAnother o -> writeObject(type(json, "HeldByAnother"), o.reservation());
            case Outcome.NotReserved o -> write(type(json, "NotReserved"), o.slot());
            case Outcome.UnknownRoom o -> type(json, "UnknownRoom").writeStringProperty("room", o.room());
            case Outcome.UnknownTimeslot o ->
                type(json, "UnknownTimeslot").writeStringProperty("timeslot", o.timeslot());
            case Outcome.UnknownDay o -> type(json, "UnknownDay").writeStringProperty("day", o.day());
            case Outcome.CatalogChanged o -> {
                type(json, "CatalogChanged")
                        .writeNumberProperty("reservations", o.reservations())
                        .writeArrayPropertyStart("deleted");
                o.deleted().forEach(json::writeString);
                json.writeEndArray();
            }
            case Outcome.NameExists o -> write(type(json, "NameExists"), o.part(), o.name());
            case Outcome.StillReserved o ->
                write(type(json, "StillReserved"), o.part(), o.name())
                        .writeNumberProperty("reservations", o.reservations());
            case Outcome.LastName o -> write(type(json, "LastName"), o.part(), o.name());
            case Outcome.CatalogTooLarge o -> type(json, "CatalogTooLarge");
        }
    }

    private static Outcome readOutcome(JsonFields fields) {
        String type = fields.text("type");
        return switch (type) {
            case "Days" -> new Outcome.DaysListed(fields.texts("names"));
            case "Rooms" -> new Outcome.RoomsListed(fields.texts("names"));
            case "Timeslots" -> new Outcome.TimeslotsListed(fields.texts("names"));
            case "RoomChecked" ->
                new Outcome.RoomChecked(
                        fields.text("room"), fields.objects("reservations", CommandJson::readReservation));
            case "RoomReserved" -> new Outcome.RoomReserved(readReservationOf(fields));
            case "ReservationDeleted" -> new Outcome.ReservationDeleted(readReservationOf(fields));
            case "RoomTaken" -> new Outcome.RoomTaken(readReservationOf(fields));
            case "HeldByAnother" -> new Outcome.HeldByAnother(readReservationOf(fields));
            case "NotReserved" -> new Outcome.NotReserved(readSlot(fields));
            case "UnknownRoom" -> new Outcome.UnknownRoom(fields.text("room"));
            case "UnknownTimeslot" -> new Outcome.UnknownTimeslot(fields.text("timeslot"));
            case "UnknownDay" -> new Outcome.UnknownDay(fields.text("day"));
            case "CatalogChanged" ->
                new Outcome.CatalogChanged(fields.integer("reservations"), fields.texts("deleted"));
            case "NameExists" -> new Outcome.NameExists(CatalogJson.part(fields), fields.text("name"));
            case "StillReserved" ->
                new Outcome.StillReserved(
                        CatalogJson.part(fields), fields.text("name"), fields.integer("reservations"));
            case "LastName" -> new Outcome.LastName(CatalogJson.part(fields), fields.text("name"));
            case "CatalogTooLarge" -> new Outcome.CatalogTooLarge();
            default -> throw new IllegalArgumentException("unknown type '" + type + "'");
        };
    }

    private static JsonGenerator type(JsonGenerator json, String name) {
        return json.writeStringProperty("type", name);
    }

    private static void write(JsonGenerator json, List<String> names) {
        json.writeArrayPropertyStart("names");
        names.forEach(json::writeString);
        json.writeEndArray();
    }

    private static JsonGenerator write(JsonGenerator json, Part part, String name) {
        return json.writeStringProperty("part", part.name()).writeStringProperty("name", name);
    }

    private static void write(JsonGenerator json, Slot slot, String holder) {
        write(json, slot);
        json.writeStringProperty("holder", holder);
    }

    private static void write(JsonGenerator json, Slot slot) {
        json.writeObjectPropertyStart("slot");
        json.writeStringProperty("room", slot.room());
        json.writeStringProperty("timeslot", slot.timeslot());
        json.writeStringProperty("day", slot.day());
        json.writeEndObject();
    }

    private static Slot readSlot(JsonFields fields) {
        return fields.object("slot", slot -> new Slot(slot.text("room"), slot.text("timeslot"), slot.text("day")));
    }

    private static void writeObject(JsonGenerator json, Reservation reservation) {
        json.writeObjectPropertyStart("reservation");
        write(json, reservation);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Reservation reservation) {
        write(json, reservation.slot(), reservation.holder());
        json.writeStringProperty("requestId", reservation.requestId());
        json.writeNumberProperty("timeMillis", reservation.timeMillis());
    }

    private static Reservation readReservationOf(JsonFields fields) {
        return fields.object("reservation", CommandJson::readReservation);
    }

    private static Reservation readReservation(JsonFields fields) {
        return new Reservation(
                readSlot(fields), fields.text("holder"), fields.text("requestId"), fields.number("timeMillis"));
    }
}
