package io.ringcast.reservation.server;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Outcome;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Commands and outcomes as JSON, for the log on disk and between servers: one object whose {@code type} names the record,
 * as in {@code {"type":"ReserveRoom","slot":{"room":…,"timeslot":…,"day":…},"holder":…}}. Strict: unknown or missing
 * fields are errors.
 */
final class CommandJson {
    private final ObjectWriter commandWriter;
    private final ObjectWriter outcomeWriter;
    private final ObjectReader commandReader;
    private final ObjectReader outcomeReader;

    CommandJson() {
        JsonMapper mapper = JsonMapper.builder()
                .addMixIn(Command.class, CommandTypes.class)
                .addMixIn(Outcome.class, OutcomeTypes.class)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        commandWriter = mapper.writerFor(Command.class);
        outcomeWriter = mapper.writerFor(Outcome.class);
        commandReader = mapper.readerFor(Command.class);
        outcomeReader = mapper.readerFor(Outcome.class);
    }

    byte[] encode(Command command) {
        return commandWriter.writeValueAsBytes(command);
    }

    byte[] encode(Outcome outcome) {
        return outcomeWriter.writeValueAsBytes(outcome);
    }

    Command decodeCommand(byte[] bytes) {
        return decode(commandReader, Command.class, bytes, "command");
    }

    Outcome decodeOutcome(byte[] bytes) {
        return decode(outcomeReader, Outcome.class, bytes, "outcome");
    }

    private static <T> T decode(ObjectReader reader, Class<T> type, byte[] bytes, String what) {
        try {
            Object value = reader.readValue(bytes);
            if (!type.isInstance(value)) {
                throw new IllegalArgumentException("not a stored " + what + ": " + value);
            }
            return type.cast(value);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a stored " + what + ": " + e.getOriginalMessage(), e);
        }
    }

    // The names are part of the stored format: renaming a record must not change them.
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(name = "ListDays", value = Command.ListDays.class),
        @JsonSubTypes.Type(name = "ListRooms", value = Command.ListRooms.class),
        @JsonSubTypes.Type(name = "ListTimeslots", value = Command.ListTimeslots.class),
        @JsonSubTypes.Type(name = "CheckRoom", value = Command.CheckRoom.class),
        @JsonSubTypes.Type(name = "ReadState", value = Command.ReadState.class),
        @JsonSubTypes.Type(name = "ReserveRoom", value = Command.ReserveRoom.class),
        @JsonSubTypes.Type(name = "DeleteReservation", value = Command.DeleteReservation.class)
    })
    private interface CommandTypes {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(name = "Days", value = Outcome.Days.class),
        @JsonSubTypes.Type(name = "Rooms", value = Outcome.Rooms.class),
        @JsonSubTypes.Type(name = "Timeslots", value = Outcome.Timeslots.class),
        @JsonSubTypes.Type(name = "RoomChecked", value = Outcome.RoomChecked.class),
        @JsonSubTypes.Type(name = "RoomReserved", value = Outcome.RoomReserved.class),
        @JsonSubTypes.Type(name = "ReservationDeleted", value = Outcome.ReservationDeleted.class),
        @JsonSubTypes.Type(name = "RoomTaken", value = Outcome.RoomTaken.class),
        @JsonSubTypes.Type(name = "NotReserved", value = Outcome.NotReserved.class),
        @JsonSubTypes.Type(name = "UnknownRoom", value = Outcome.UnknownRoom.class),
        @JsonSubTypes.Type(name = "UnknownTimeslot", value = Outcome.UnknownTimeslot.class),
        @JsonSubTypes.Type(name = "UnknownDay", value = Outcome.UnknownDay.class)
    })
    private interface OutcomeTypes {}
}
