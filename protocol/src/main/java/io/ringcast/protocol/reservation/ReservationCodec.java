package io.ringcast.protocol.reservation;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.JsonFields;
import io.ringcast.protocol.JsonMessageCodec;
import io.ringcast.protocol.ListMemo;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Reads and writes the datagrams of the reservation protocol, version 1. */
public final class ReservationCodec extends JsonMessageCodec<ReservationMessage> {
    /** Largest datagram, before signing: it fits an Ethernet frame. */
    public static final int BYTES_MAX = 1400;

    private static final int VERSION = 1;

    /** Every server answers a check, and a client reads all answers. */
    private final ListMemo<Reply.Slot> reservations;

    /** Creates a codec; one is enough for any number of endpoints. */
    public ReservationCodec() {
        this(new ListMemo<>("reservations"));
    }

    private ReservationCodec(ListMemo<Reply.Slot> reservations) {
        super(VERSION, BYTES_MAX, reservations);
        this.reservations = reservations;
    }

    @Override
    public String typeOf(ReservationMessage message) {
        return switch (message) {
            case Request.Days m -> "days";
            case Request.Rooms m -> "rooms";
            case Request.Timeslots m -> "timeslots";
            case Request.Check m -> "check";
            case Request.Reserve m -> "reserve";
            case Request.Delete m -> "delete";
            case Reply m -> "reply";
            case ErrorReply m -> "error";
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
            case Request request -> writeRequest(json, request);
            case Reply reply -> writeReply(json, reply);
            case ErrorReply error -> json.writeStringProperty("reason", error.reason());
        }
    }

    private static void writeRequest(JsonGenerator json, Request request) {
        json.writeNumberProperty("attempt", request.attempt());
        switch (request) {
            case Request.Days m -> {}
            case Request.Rooms m -> {}
            case Request.Timeslots m -> {}
            case Request.Check m -> json.writeStringProperty("room", m.room());
            case Request.Reserve m -> writeSlot(json, m.room(), m.timeslot(), m.day(), m.holder());
            case Request.Delete m -> writeSlot(json, m.room(), m.timeslot(), m.day(), m.holder());
        }
    }

    private static void writeSlot(JsonGenerator json, String room, String timeslot, String day, String holder) {
        json.writeStringProperty("room", room);
        json.writeStringProperty("timeslot", timeslot);
        json.writeStringProperty("day", day);
        json.writeStringProperty("holder", holder);
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
            case Reply.Names n -> {
                json.writeArrayPropertyStart("names");
                n.names().forEach(json::writeString);
                json.writeEndArray();
            }
            case Reply.Reservations r -> {
                json.writeArrayPropertyStart("reservations");
                r.reservations().forEach(slot -> writeReservation(json, slot));
                json.writeEndArray();
            }
        }
    }

    private static void writeReservation(JsonGenerator json, Reply.Slot slot) {
        json.writeStartObject();
        json.writeStringProperty("day", slot.day());
        json.writeStringProperty("timeslot", slot.timeslot());
        json.writeStringProperty("holder", slot.holder());
        json.writeEndObject();
    }

    @Override
    protected @Nullable ReservationMessage read(String type, JsonFields fields) {
        return switch (type) {
            case "days" -> new Request.Days(fields.id("id"), fields.integer("attempt"));
            case "rooms" -> new Request.Rooms(fields.id("id"), fields.integer("attempt"));
            case "timeslots" -> new Request.Timeslots(fields.id("id"), fields.integer("attempt"));
            case "check" -> new Request.Check(fields.id("id"), fields.integer("attempt"), fields.text("room"));
            case "reserve" -> readSlot(fields, Request.Reserve::new);
            case "delete" -> readSlot(fields, Request.Delete::new);
            case "reply" -> readReply(fields);
            case "error" -> new ErrorReply(fields.id("id"), fields.text("reason"));
            default -> null;
        };
    }

    private interface SlotRequest {
        Request of(RequestId id, int attempt, String room, String timeslot, String day, String holder);
    }

    private static Request readSlot(JsonFields fields, SlotRequest request) {
        return request.of(
                fields.id("id"),
                fields.integer("attempt"),
                fields.text("room"),
                fields.text("timeslot"),
                fields.text("day"),
                fields.text("holder"));
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
            return new Reply.Names(fields.texts("names"));
        }
        if (fields.has("reservations")) {
            return new Reply.Reservations(fields.objects(
                    reservations,
                    slot -> new Reply.Slot(slot.text("day"), slot.text("timeslot"), slot.text("holder"))));
        }
        return fields.has("holder") ? new Reply.Holder(fields.text("holder")) : Reply.EMPTY;
    }
}
