package io.ringcast.reservation.server.codec;

import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.Conflict;
import io.ringcast.reservation.server.domain.Conflicts;
import io.ringcast.reservation.server.domain.Names;
import io.ringcast.reservation.server.domain.Reservation;
import io.ringcast.reservation.server.domain.Reservations;
import io.ringcast.reservation.server.domain.Slot;
import io.ringcast.reservation.server.domain.State;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The whole state as JSON, written and read as a stream, so that a million reservations need no tree in memory.
 *
 * <pre>{@code
 * {"v":1,
 *  "rooms":["ME4494",…],"timeslots":["8:30-9:30",…],"days":["Monday",…],
 *  "reservations":[["ME4494","8:30-9:30","Monday","alice","c7f-12",1700000000000],…],
 *  "conflictCount":1,
 *  "conflicts":[["RESERVED_TWICE","ME4494","8:30-9:30","Monday","alice","c7f-12","bob","d81-3",1700000000000],…]}
 * }</pre>
 *
 * <p>Reservations come in the order of the catalog, fields in the order above, without spaces: equal states have equal
 * bytes. In a conflict, who kept the slot may be two nulls.
 */
public final class StateJson {
    private static final int VERSION = 1;

    private final JsonFactory json =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    /** Writes a state, and leaves the stream open. */
    public void write(State state, OutputStream stream) {
        try (JsonGenerator to = json.createGenerator(ObjectWriteContext.empty(), stream)) {
            to.writeStartObject();
            to.writeNumberProperty("v", VERSION);
            writeNames(to, "rooms", state.catalog().rooms());
            writeNames(to, "timeslots", state.catalog().timeslots());
            writeNames(to, "days", state.catalog().days());
            to.writeArrayPropertyStart("reservations");
            state.reservations().all().forEach(reservation -> write(to, reservation));
            to.writeEndArray();
            to.writeNumberProperty("conflictCount", state.conflicts().count());
            to.writeArrayPropertyStart("conflicts");
            state.conflicts().newest().forEach(conflict -> write(to, conflict));
            to.writeEndArray();
            to.writeEndObject();
        }
    }

    /**
     * The state that the bytes hold.
     *
     * @throws IllegalArgumentException if they hold none
     */
    public State decode(byte[] bytes) {
        try (JsonParser from = json.createParser(ObjectReadContext.empty(), bytes)) {
            return new StateReader(from).state();
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a stored state: " + e.getOriginalMessage(), e);
        }
    }

    private static void writeNames(JsonGenerator to, String field, Names names) {
        to.writeArrayPropertyStart(field);
        names.inOrder().forEach(to::writeString);
        to.writeEndArray();
    }

    private static void write(JsonGenerator to, Reservation reservation) {
        to.writeStartArray();
        write(to, reservation.slot());
        to.writeString(reservation.holder());
        to.writeString(reservation.requestId());
        to.writeNumber(reservation.timeMillis());
        to.writeEndArray();
    }

    private static void write(JsonGenerator to, Conflict conflict) {
        to.writeStartArray();
        to.writeString(conflict.disagreement().name());
        write(to, conflict.slot());
        write(to, conflict.kept());
        write(to, conflict.lost());
        to.writeNumber(conflict.timeMillis());
        to.writeEndArray();
    }

    private static void write(JsonGenerator to, Slot slot) {
        to.writeString(slot.room());
        to.writeString(slot.timeslot());
        to.writeString(slot.day());
    }

    private static void write(JsonGenerator to, Conflict.@Nullable Party party) {
        if (party == null) {
            to.writeNull();
            to.writeNull();
        } else {
            to.writeString(party.holder());
            to.writeString(party.requestId());
        }
    }

    /** One pass over the bytes of one state. */
    private static final class StateReader {
        private final JsonParser from;
        // A name stands in the bytes once for each of its reservations; in memory it need be only once.
        private final Map<String, String> names = new HashMap<>();

        StateReader(JsonParser from) {
            this.from = from;
        }

        State state() {
            expect(JsonToken.START_OBJECT);
            field("v");
            if (number() != VERSION) {
                throw damaged("version " + VERSION);
            }
            Catalog catalog = new Catalog(names("rooms"), names("timeslots"), names("days"));
            List<Reservation> reservations = reservations();
            field("conflictCount");
            long count = number();
            Conflicts conflicts = Conflicts.of(count, conflicts());
            expect(JsonToken.END_OBJECT);
            if (from.nextToken() != null) {
                throw damaged("the end");
            }
            return new State(catalog, Reservations.of(catalog, reservations), conflicts);
        }

        private Names names(String field) {
            field(field);
            expect(JsonToken.START_ARRAY);
            List<String> read = new ArrayList<>();
            while (from.nextToken() == JsonToken.VALUE_STRING) {
                read.add(shared(from.getString()));
            }
            current(JsonToken.END_ARRAY);
            return Names.of(read);
        }

        private List<Reservation> reservations() {
            field("reservations");
            expect(JsonToken.START_ARRAY);
            List<Reservation> read = new ArrayList<>();
            while (from.nextToken() == JsonToken.START_ARRAY) {
                read.add(new Reservation(slot(), shared(string()), string(), number()));
                expect(JsonToken.END_ARRAY);
            }
            current(JsonToken.END_ARRAY);
            return read;
        }

        private List<Conflict> conflicts() {
            field("conflicts");
            expect(JsonToken.START_ARRAY);
            List<Conflict> read = new ArrayList<>();
            while (from.nextToken() == JsonToken.START_ARRAY) {
                Conflict.Disagreement disagreement = Conflict.Disagreement.valueOf(string());
                Slot slot = slot();
                read.add(new Conflict(disagreement, slot, kept(), new Conflict.Party(string(), string()), number()));
                expect(JsonToken.END_ARRAY);
            }
            current(JsonToken.END_ARRAY);
            return read;
        }

        private Slot slot() {
            return new Slot(shared(string()), shared(string()), shared(string()));
        }

        private Conflict.@Nullable Party kept() {
            if (from.nextToken() == JsonToken.VALUE_NULL) {
                expect(JsonToken.VALUE_NULL);
                return null;
            }
            current(JsonToken.VALUE_STRING);
            return new Conflict.Party(from.getString(), string());
        }

        private String shared(String name) {
            String known = names.putIfAbsent(name, name);
            return known == null ? name : known;
        }

        private String string() {
            expect(JsonToken.VALUE_STRING);
            return from.getString();
        }

        private long number() {
            expect(JsonToken.VALUE_NUMBER_INT);
            return from.getLongValue();
        }

        private void field(String name) {
            expect(JsonToken.PROPERTY_NAME);
            if (!name.equals(from.currentName())) {
                throw damaged("the field " + name);
            }
        }

        private void expect(JsonToken token) {
            from.nextToken();
            current(token);
        }

        private void current(JsonToken token) {
            if (from.currentToken() != token) {
                throw damaged(token.toString());
            }
        }

        private IllegalArgumentException damaged(String expected) {
            return new IllegalArgumentException("not a stored state: expected " + expected + " at byte "
                    + from.currentTokenLocation().getByteOffset());
        }
    }
}
