package io.ringcast.protocol.reservation;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.JsonFields;
import io.ringcast.protocol.JsonMessageCodec;
import io.ringcast.protocol.ListMemo;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Reads and writes the datagrams of the reservation protocol, version 1. */
public final class ReservationCodec extends JsonMessageCodec<ReservationMessage> {
    /** Largest datagram, before signing: it fits an Ethernet frame. */
    public static final int BYTES_MAX = 1400;

    private static final int VERSION = 1;

    /** Every server answers a check, and a client reads all answers. */
    private final ListMemo<Reply.ReservedSlot> reservations;

    /** Creates a codec; one is enough for any number of endpoints. */
    public ReservationCodec() {
        this(new ListMemo<>("reservations"));
    }

    private ReservationCodec(ListMemo<Reply.ReservedSlot> reservations) {
        super(VERSION, BYTES_MAX, reservations);
        this.reservations = reservations;
    }

    @Override
    public String typeOf(ReservationMessage message) {
        return switch (message) {
            case ReservationRequest request -> typeOf(request.command());
            case Reply m -> "reply";
            case ErrorReply m -> "error";
        };
    }

    private static String typeOf(ReservationCommand command) {
        return switch (command) {
            case ReservationCommand.Days c -> "days";
            case ReservationCommand.Rooms c -> "rooms";
            case ReservationCommand.Timeslots c -> "timeslots";
            case ReservationCommand.Check c -> "check";
            case ReservationCommand.Reserve c -> "reserve";
            case ReservationCommand.Delete c -> "delete";
        };
    }

    @Override
    public RequestId idOf(ReservationMessage message) {
        return message.id();
    }

    @Override
    public boolean maySeveralShareADatagram() {
        return true;
    }

    @Override
    protected void writeFields(JsonGenerator json, ReservationMessage message) {
        json.writeStringProperty("id", message.id().toString());
        switch (message) {
            case ReservationRequest request -> {
                json.writeNumberProperty("attempt", request.attempt());
                writeCommand(json, request.command());
            }
            case Reply reply -> writeReply(json, reply);
            case ErrorReply error -> json.writeStringProperty("reason", error.reason());
        }
    }

    private static void writeCommand(JsonGenerator json, ReservationCommand command) {
        switch (command) {
            case ReservationCommand.Days c -> {}
            case ReservationCommand.Rooms c -> {}
            case ReservationCommand.Timeslots c -> {}
            case ReservationCommand.Check c -> json.writeStringProperty("room", c.room());
            case ReservationCommand.SlotCommand c -> {
                json.writeStringProperty("room", c.room());
                json.writeStringProperty("timeslot", c.timeslot());
                json.writeStringProperty("day", c.day());
                json.writeStringProperty("holder", c.holder());
            }
        }
    }

    private static void writeReply(JsonGenerator json, Reply reply) {
        json.writeNumberProperty("attempt", reply.attempt());
        json.writeStringProperty("server", reply.server());
        json.writeNumberProperty("index", reply.index());
        json.writeStringProperty("status", reply.status().name());
        json.writeNumberProperty("part", reply.part());
        json.writeNumberProperty("parts", reply.parts());
        switch (reply.body()) {
            case Reply.Empty e -> {}
            case Reply.Holder h -> json.writeStringProperty("holder", h.holder());
            case Reply.NameList n -> {
                json.writeArrayPropertyStart("names");
                n.names().forEach(json::writeString);
                json.writeEndArray();
            }
            case Reply.ReservationList r -> {
                json.writeArrayPropertyStart("reservations");
                r.reservations().forEach(slot -> writeReservation(json, slot));
                json.writeEndArray();
            }
        }
    }

    private static void writeReservation(JsonGenerator json, Reply.ReservedSlot slot) {
        json.writeStartObject();
        json.writeStringProperty("day", slot.day());
        json.writeStringProperty("timeslot", slot.timeslot());
        json.writeStringProperty("holder", slot.holder());
        json.writeEndObject();
    }

    @Override
    protected @Nullable ReservationMessage read(String type, JsonFields fields) {
        return switch (type) {
            case "days" -> request(fields, f -> new ReservationCommand.Days());
            case "rooms" -> request(fields, f -> new ReservationCommand.Rooms());
            case "timeslots" -> request(fields, f -> new ReservationCommand.Timeslots());
            case "check" -> request(fields, f -> new ReservationCommand.Check(f.text("room")));
            case "reserve" -> request(fields, f -> slot(f, ReservationCommand.Reserve::new));
            case "delete" -> request(fields, f -> slot(f, ReservationCommand.Delete::new));
            case "reply" -> readReply(fields);
            case "error" -> new ErrorReply(fields.id("id"), fields.text("reason"));
            default -> null;
        };
    }

    private static ReservationRequest request(JsonFields fields, Function<JsonFields, ReservationCommand> command) {
        return new ReservationRequest(fields.id("id"), fields.integer("attempt"), command.apply(fields));
    }

    private interface NewSlotCommand {
        ReservationCommand of(String room, String timeslot, String day, String holder);
    }

    private static ReservationCommand slot(JsonFields fields, NewSlotCommand command) {
        return command.of(fields.text("room"), fields.text("timeslot"), fields.text("day"), fields.text("holder"));
    }

    private Reply readReply(JsonFields fields) {
        return new Reply(
                fields.id("id"),
                fields.integer("attempt"),
                fields.text("server"),
                fields.number("index"),
                readStatus(fields.text("status")),
                fields.integer("part"),
                fields.integer("parts"),
                readBody(fields));
    }

    private static Status readStatus(String name) {
        for (Status status : Status.values()) {
            if (status.name().equals(name)) {
                return status;
            }
        }
        throw new IllegalArgumentException("unknown status");
    }

    private Reply.Body readBody(JsonFields fields) {
        if (fields.has("names")) {
            return new Reply.NameList(fields.texts("names"));
        }
        if (fields.has("reservations")) {
            return new Reply.ReservationList(fields.objects(
                    reservations,
                    slot -> new Reply.ReservedSlot(slot.text("day"), slot.text("timeslot"), slot.text("holder"))));
        }
        return fields.has("holder") ? new Reply.Holder(fields.text("holder")) : Reply.EMPTY;
    }
}
