package io.ringcast.protocol.dht;

import io.ringcast.protocol.JsonFields;
import io.ringcast.protocol.JsonSize;
import io.ringcast.protocol.link.LinkId;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.records.KeyHash;
import io.ringcast.protocol.records.RecordPart;
import io.ringcast.protocol.records.TableShape;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Ring messages as JSON objects inside a frame, and how large they are there. */
public final class RingMessages {
    /** What a {@code store} takes in a frame besides its records. */
    public static final int STORE_OVERHEAD_BYTES = "{\"type\":\"store\",\"records\":[]}".length();

    /** What a {@code store-part} takes in a frame besides its values. */
    public static final int PART_OVERHEAD_BYTES =
            "{\"type\":\"store-part\",\"part\":0000,\"parts\":0000,\"values\":}".length();

    /** Larger than any message but a store, an open-table, a count or a query can be. */
    private static final int CONTROL_BYTES = 400;

    private static final int NUMBER_BYTES = 20;
    private static final int NODE_BYTES = 5;

    /** A user of 15 letters, an IPv4 address and three ports; names up to 64 characters make it an estimate. */
    private static final int MEMBER_BYTES = 100;

    private RingMessages() {}

    /** An upper bound of the bytes that the message takes in a frame; exact for a store. */
    public static int bytesOf(RingMessage message) {
        return switch (message) {
            case RingMessage.StoreRecords m -> {
                int bytes = STORE_OVERHEAD_BYTES - 1;
                for (List<String> row : m.records()) {
                    bytes += JsonSize.ofTexts(row) + 1;
                }
                yield bytes;
            }
            case RingMessage.StorePart m ->
                PART_OVERHEAD_BYTES + JsonSize.ofTexts(m.part().values());
            case RingMessage.ForwardedQuery m ->
                CONTROL_BYTES / 2
                        + JsonSize.ofText(m.name())
                        + NODE_BYTES * m.path().size()
                        + NODE_BYTES * m.silent().size()
                        + JsonSize.ofTexts(m.reasons());
            case RingMessage.EndOfRecords m -> CONTROL_BYTES;
            case RingMessage.Introduce m ->
                CONTROL_BYTES / 2 + MEMBER_BYTES * m.members().size();
            case RingMessage.OpenTable m -> CONTROL_BYTES + JsonSize.ofTexts(m.columns());
            case RingMessage.CountRecords m ->
                CONTROL_BYTES + NUMBER_BYTES * m.counts().size();
            case RingMessage.CheckCopies m ->
                CONTROL_BYTES + 2 * NUMBER_BYTES * m.counts().size();
            case RingMessage.Teardown m -> CONTROL_BYTES;
            case RingMessage.ResetId m -> CONTROL_BYTES;
            case RingMessage.ResetRight m -> CONTROL_BYTES;
            case RingMessage.ResetLeft m -> CONTROL_BYTES;
        };
    }

    static void write(JsonGenerator json, RingMessage message) {
        json.writeStartObject();
        json.writeStringProperty("type", typeOf(message));
        switch (message) {
            case RingMessage.OpenTable m -> {
                writeTexts(json, "columns", m.columns());
                json.writeNumberProperty("key", m.key());
                writeTable(json, m.table());
            }
            case RingMessage.StoreRecords m -> writeRecords(json, m.records());
            case RingMessage.StorePart m -> writePart(json, m.part());
            case RingMessage.CountRecords m -> writeNumbers(json, "counts", m.counts());
            case RingMessage.CheckCopies m -> {
                writeNumbers(json, "counts", m.counts());
                writeNumbers(json, "hashes", m.hashes());
                json.writeNumberProperty("faults", m.faults());
            }
            case RingMessage.ForwardedQuery m -> {
                json.writeStringProperty("id", m.id().toString());
                json.writeStringProperty("name", m.name());
                json.writeStringProperty("address", m.address());
                json.writeNumberProperty("port", m.port());
                writeNumbers(json, "path", m.path());
                writeReasons(json, m.reasons());
                if (!m.silent().isEmpty()) {
                    writeNumbers(json, "silent", m.silent());
                }
                if (m.missing()) {
                    json.writeNumberProperty("missing", 1);
                }
            }
            case RingMessage.EndOfRecords m -> {}
            case RingMessage.Introduce m -> {
                json.writeStringProperty("initiator", m.initiator());
                json.writeStringProperty("overlay", m.overlay().word());
                json.writeStringProperty("key", m.key().value());
                json.writeNumberProperty("ring", m.ring());
                json.writeNumberProperty("first", m.first());
                json.writeArrayPropertyStart("members");
                m.members().forEach(member -> Members.write(json, member));
                json.writeEndArray();
            }
            case RingMessage.Teardown m -> {
                json.writeStringProperty("initiator", m.initiator());
                json.writeNumberProperty("leaving", m.leaving() ? 1 : 0);
                if (m.epoch() > 0) {
                    json.writeNumberProperty("epoch", m.epoch());
                }
            }
            case RingMessage.ResetId m -> {
                json.writeStringProperty("initiator", m.initiator());
                json.writeNumberProperty("node", m.node());
                json.writeNumberProperty("ring", m.ring());
            }
            case RingMessage.ResetRight m -> {
                json.writeStringProperty("initiator", m.initiator());
                Members.write(json, "right", m.right());
                json.writeStringProperty("link", m.link().value());
            }
            case RingMessage.ResetLeft m -> {
                Members.write(json, "left", m.left());
                json.writeStringProperty("link", m.link().value());
            }
        }
        json.writeEndObject();
    }

    private static String typeOf(RingMessage message) {
        return switch (message) {
            case RingMessage.OpenTable m -> "open-table";
            case RingMessage.StoreRecords m -> "store";
            case RingMessage.StorePart m -> "store-part";
            case RingMessage.CountRecords m -> "count-records";
            case RingMessage.CheckCopies m -> "check-copies";
            case RingMessage.ForwardedQuery m -> "query";
            case RingMessage.EndOfRecords m -> "end-of-records";
            case RingMessage.Introduce m -> "introduce";
            case RingMessage.Teardown m -> "teardown";
            case RingMessage.ResetId m -> "reset-id";
            case RingMessage.ResetRight m -> "reset-right";
            case RingMessage.ResetLeft m -> "reset-left";
        };
    }

    static RingMessage read(JsonFields fields) {
        return switch (fields.text("type")) {
            case "open-table" ->
                new RingMessage.OpenTable(fields.texts("columns"), fields.integer("key"), readTable(fields));
            case "store" -> new RingMessage.StoreRecords(fields.rows("records"));
            case "store-part" -> new RingMessage.StorePart(readPart(fields));
            case "count-records" -> new RingMessage.CountRecords(fields.numbers("counts"));
            case "check-copies" ->
                new RingMessage.CheckCopies(
                        fields.numbers("counts"), fields.numbers("hashes"), fields.integer("faults"));
            case "query" ->
                new RingMessage.ForwardedQuery(
                        fields.id("id"),
                        fields.text("name"),
                        fields.text("address"),
                        fields.integer("port"),
                        Members.integers(fields, "path"),
                        readReasons(fields),
                        readSilent(fields),
                        readMissing(fields));
            case "end-of-records" -> new RingMessage.EndOfRecords();
            case "introduce" ->
                new RingMessage.Introduce(
                        fields.text("initiator"),
                        Overlay.of(fields.text("overlay"))
                                .orElseThrow(() -> new IllegalArgumentException("an unknown overlay")),
                        new LinkId(fields.text("key")),
                        fields.integer("ring"),
                        fields.integer("first"),
                        fields.objects("members", Members::read));
            case "teardown" ->
                new RingMessage.Teardown(fields.text("initiator"), readLeaving(fields), ManagerCodec.epoch(fields));
            case "reset-id" ->
                new RingMessage.ResetId(fields.text("initiator"), fields.integer("node"), fields.integer("ring"));
            case "reset-right" ->
                new RingMessage.ResetRight(
                        fields.text("initiator"), fields.object("right", Members::read), link(fields));
            case "reset-left" -> new RingMessage.ResetLeft(fields.object("left", Members::read), link(fields));
            default -> throw new IllegalArgumentException("unknown type of ring message");
        };
    }

    /** The handout's hash, and the only dataset, are not told. */
    static void writeTable(JsonGenerator json, TableShape table) {
        json.writeNumberProperty("tableSize", table.size());
        if (table.hash() != KeyHash.CODE_POINTS) {
            json.writeStringProperty("hash", table.hash().word());
        }
        if (table.year() > 0) {
            json.writeNumberProperty("year", table.year());
        }
    }

    static TableShape readTable(JsonFields fields) {
        KeyHash hash = KeyHash.CODE_POINTS;
        if (fields.has("hash")) {
            hash = KeyHash.of(fields.text("hash")).orElseThrow(() -> new IllegalArgumentException("an unknown hash"));
            Limits.require(hash != KeyHash.CODE_POINTS, "another hash than that of code points is told");
        }
        boolean dated = fields.has("year");
        int year = dated ? fields.integer("year") : 0;
        Limits.require(!dated || year > 0, "a year is 1 to 9999");
        return new TableShape(fields.integer("tableSize"), hash, year);
    }

    static void writePart(JsonGenerator json, RecordPart part) {
        json.writeNumberProperty("part", part.number());
        json.writeNumberProperty("parts", part.of());
        writeTexts(json, "values", part.values());
    }

    static RecordPart readPart(JsonFields fields) {
        return new RecordPart(fields.integer("part"), fields.integer("parts"), fields.texts("values"));
    }

    private static boolean readLeaving(JsonFields fields) {
        int leaving = fields.integer("leaving");
        Limits.require(leaving == 0 || leaving == 1, "leaving is 0 or 1");
        return leaving == 1;
    }

    /** In a ring there are none, and the field is left out. */
    static void writeReasons(JsonGenerator json, List<String> reasons) {
        if (!reasons.isEmpty()) {
            writeTexts(json, "reasons", reasons);
        }
    }

    static List<String> readReasons(JsonFields fields) {
        if (!fields.has("reasons")) {
            return List.of();
        }
        List<String> reasons = fields.texts("reasons");
        Limits.require(!reasons.isEmpty(), "no reasons are not told");
        return reasons;
    }

    private static List<Integer> readSilent(JsonFields fields) {
        if (!fields.has("silent")) {
            return List.of();
        }
        List<Integer> silent = Members.integers(fields, "silent");
        Limits.require(!silent.isEmpty(), "nobody silent is not told");
        return silent;
    }

    private static boolean readMissing(JsonFields fields) {
        boolean missing = fields.has("missing");
        Limits.require(!missing || fields.integer("missing") == 1, "what is missing is told by 1");
        return missing;
    }

    private static LinkId link(JsonFields fields) {
        return new LinkId(fields.text("link"));
    }

    static void writeRecords(JsonGenerator json, List<List<String>> records) {
        json.writeArrayPropertyStart("records");
        for (List<String> values : records) {
            json.writeStartArray();
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    static void writeTexts(JsonGenerator json, String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    static void writeNumbers(JsonGenerator json, String name, List<? extends Number> numbers) {
        json.writeArrayPropertyStart(name);
        numbers.forEach(number -> json.writeNumber(number.longValue()));
        json.writeEndArray();
    }
}
