package io.ringcast.protocol.dht;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.JsonFields;
import io.ringcast.protocol.JsonMessageCodec;
import io.ringcast.protocol.MessageCodec;
import io.ringcast.protocol.link.Acknowledgement;
import io.ringcast.protocol.link.Frame;
import io.ringcast.protocol.link.LinkId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Reads and writes the datagrams among peers, version 1. */
public final class PeerCodec extends JsonMessageCodec<PeerMessage> {
    private static final int VERSION = 1;

    private PeerCodec() {
        super(VERSION, Limits.DATAGRAM_BYTES_MAX);
    }

    /** The codec for an endpoint, with a checksum in every datagram. */
    public static MessageCodec<PeerMessage> create() {
        return new ChecksummedCodec<>(new PeerCodec());
    }

    /** The type of a frame is that of its first message: most frames hold messages of one type. */
    @Override
    public String typeOf(PeerMessage message) {
        return switch (message) {
            case DirectMessage.SetId m -> "set-id";
            case DirectMessage.Query m -> "query";
            case DirectMessage.RebuildDht m -> "rebuild-dht";
            case DirectMessage.JoinRing m -> "join-ring";
            case DirectMessage.DescribeCopies m -> "describe-copies";
            case DirectMessage.FetchCopy m -> "fetch-copy";
            case DirectMessage.CopiesDescribed m -> "copies";
            case DirectMessage.CopyPage m -> "copy-page";
            case DirectMessage.CopyPart m -> "copy-part";
            case DirectMessage.FetchPart m -> "fetch-part";
            case DirectMessage.Placed m -> "done";
            case DirectMessage.FoundRecord m -> "found";
            case DirectMessage.FoundPart m -> "found-part";
            case DirectMessage.RecordPartFound m -> "record-part";
            case DirectMessage.NotFound m -> "not-found";
            case DirectMessage.Rebuilding m -> "rebuilding";
            case DirectMessage.Rebuilt m -> "rebuilt";
            case DirectMessage.RequestRefused m -> "refused";
            case PeerMessage.RingFrame m -> "frame";
            case PeerMessage.RingAcknowledgement m -> "ack";
        };
    }

    @Override
    public @Nullable RequestId idOf(PeerMessage message) {
        return message instanceof DirectMessage direct ? direct.id() : null;
    }

    @Override
    protected void writeFields(JsonGenerator json, PeerMessage message) {
        switch (message) {
            case DirectMessage direct -> {
                json.writeStringProperty("id", direct.id().toString());
                writeDirect(json, direct);
            }
            case PeerMessage.RingFrame m -> writeFrame(json, m.frame());
            case PeerMessage.RingAcknowledgement m -> writeAcknowledgement(json, m.acknowledgement());
        }
    }

    private static void writeFrame(JsonGenerator json, Frame<RingMessage> frame) {
        json.writeStringProperty("link", frame.link().value());
        json.writeNumberProperty("seq", frame.sequence());
        json.writeArrayPropertyStart("messages");
        frame.messages().forEach(message -> RingMessages.write(json, message));
        json.writeEndArray();
    }

    private static void writeAcknowledgement(JsonGenerator json, Acknowledgement acknowledgement) {
        json.writeStringProperty("link", acknowledgement.link().value());
        json.writeNumberProperty("received", acknowledgement.received());
        json.writeNumberProperty("permitted", acknowledgement.permitted());
        json.writeNumberProperty("highest", acknowledgement.highest());
        json.writeArrayPropertyStart("missing");
        acknowledgement.missing().forEach(json::writeNumber);
        json.writeEndArray();
    }

    private static void writeDirect(JsonGenerator json, DirectMessage message) {
        switch (message) {
            case DirectMessage.SetId m -> writeSetId(json, m);
            case DirectMessage.Query m -> json.writeStringProperty("name", m.name());
            case DirectMessage.RebuildDht m ->
                json.writeStringProperty("leftLink", m.leftLink().value());
            case DirectMessage.JoinRing m -> {
                Members.write(json, "joiner", m.joiner());
                json.writeNumberProperty("epoch", m.epoch());
            }
            case DirectMessage.DescribeCopies m -> json.writeNumberProperty("generation", m.generation());
            case DirectMessage.FetchCopy m -> {
                json.writeNumberProperty("generation", m.generation());
                json.writeNumberProperty("slot", m.slot());
                json.writeNumberProperty("position", m.position());
                json.writeNumberProperty("offset", m.offset());
                if (m.part() > 1) {
                    json.writeNumberProperty("part", m.part());
                }
            }
            case DirectMessage.FetchPart m -> {
                json.writeStringProperty("name", m.name());
                json.writeNumberProperty("part", m.part());
            }
            case DirectMessage.CopiesDescribed m -> {
                RingMessages.writeTexts(json, "columns", m.columns());
                json.writeNumberProperty("key", m.key());
                RingMessages.writeTable(json, m.table());
                RingMessages.writeNumbers(json, "counts", m.counts());
                RingMessages.writeNumbers(json, "hashes", m.hashes());
            }
            case DirectMessage.CopyPage m -> {
                json.writeNumberProperty("position", m.position());
                json.writeNumberProperty("offset", m.offset());
                RingMessages.writeRecords(json, m.records());
            }
            case DirectMessage.CopyPart m -> {
                json.writeNumberProperty("position", m.position());
                json.writeNumberProperty("offset", m.offset());
                RingMessages.writePart(json, m.part());
            }
            case DirectMessage.Placed m -> {}
            case DirectMessage.FoundRecord m -> {
                json.writeNumberProperty("position", m.position());
                RingMessages.writeNumbers(json, "path", m.path());
                RingMessages.writeReasons(json, m.reasons());
                RingMessages.writeTexts(json, "columns", m.columns());
                RingMessages.writeTexts(json, "values", m.values());
            }
            case DirectMessage.FoundPart m -> {
                json.writeNumberProperty("position", m.position());
                RingMessages.writeNumbers(json, "path", m.path());
                RingMessages.writeReasons(json, m.reasons());
                RingMessages.writeTexts(json, "columns", m.columns());
                RingMessages.writePart(json, m.first());
            }
            case DirectMessage.RecordPartFound m -> RingMessages.writePart(json, m.part());
            case DirectMessage.NotFound m -> {
                json.writeNumberProperty("position", m.position());
                RingMessages.writeNumbers(json, "path", m.path());
                RingMessages.writeReasons(json, m.reasons());
            }
            case DirectMessage.Rebuilding m -> json.writeNumberProperty("records", m.records());
            case DirectMessage.Rebuilt m -> RingMessages.writeNumbers(json, "counts", m.counts());
            case DirectMessage.RequestRefused m -> {
                json.writeStringProperty("reason", m.reason());
                json.writeStringProperty("text", m.text());
            }
        }
    }

    private static void writeSetId(JsonGenerator json, DirectMessage.SetId message) {
        json.writeStringProperty("user", message.user());
        json.writeNumberProperty("node", message.node());
        json.writeNumberProperty("ring", message.ring());
        Members.write(json, "left", message.left());
        Members.write(json, "right", message.right());
        json.writeStringProperty("leftLink", message.leftLink().value());
        json.writeStringProperty("rightLink", message.rightLink().value());
        if (message.epoch() > 0) {
            json.writeNumberProperty("epoch", message.epoch());
        }
        if (message.copies() > 1) {
            json.writeNumberProperty("copies", message.copies());
        }
        if (message.former() > 0) {
            json.writeNumberProperty("former", message.former());
        }
    }

    @Override
    protected @Nullable PeerMessage read(String type, JsonFields fields) {
        return switch (type) {
            case "frame" ->
                new PeerMessage.RingFrame(new Frame<>(
                        link(fields, "link"), fields.number("seq"), fields.objects("messages", RingMessages::read)));
            case "ack" -> new PeerMessage.RingAcknowledgement(readAcknowledgement(fields));
            case "set-id" -> readSetId(fields);
            case "query" -> new DirectMessage.Query(fields.id("id"), fields.text("name"));
            case "rebuild-dht" -> new DirectMessage.RebuildDht(fields.id("id"), link(fields, "leftLink"));
            case "join-ring" ->
                new DirectMessage.JoinRing(
                        fields.id("id"), fields.object("joiner", Members::read), fields.number("epoch"));
            case "describe-copies" -> new DirectMessage.DescribeCopies(fields.id("id"), fields.number("generation"));
            case "fetch-copy" ->
                new DirectMessage.FetchCopy(
                        fields.id("id"),
                        fields.number("generation"),
                        fields.integer("slot"),
                        fields.integer("position"),
                        fields.integer("offset"),
                        laterPart(fields));
            case "fetch-part" ->
                new DirectMessage.FetchPart(fields.id("id"), fields.text("name"), fields.integer("part"));
            case "copies" ->
                new DirectMessage.CopiesDescribed(
                        fields.id("id"),
                        fields.texts("columns"),
                        fields.integer("key"),
                        RingMessages.readTable(fields),
                        fields.numbers("counts"),
                        fields.numbers("hashes"));
            case "copy-page" ->
                new DirectMessage.CopyPage(
                        fields.id("id"), fields.integer("position"), fields.integer("offset"), fields.rows("records"));
            case "copy-part" ->
                new DirectMessage.CopyPart(
                        fields.id("id"),
                        fields.integer("position"),
                        fields.integer("offset"),
                        RingMessages.readPart(fields));
            case "done" -> new DirectMessage.Placed(fields.id("id"));
            case "found" ->
                new DirectMessage.FoundRecord(
                        fields.id("id"),
                        fields.integer("position"),
                        Members.integers(fields, "path"),
                        RingMessages.readReasons(fields),
                        fields.texts("columns"),
                        fields.texts("values"));
            case "found-part" ->
                new DirectMessage.FoundPart(
                        fields.id("id"),
                        fields.integer("position"),
                        Members.integers(fields, "path"),
                        RingMessages.readReasons(fields),
                        fields.texts("columns"),
                        RingMessages.readPart(fields));
            case "record-part" -> new DirectMessage.RecordPartFound(fields.id("id"), RingMessages.readPart(fields));
            case "not-found" ->
                new DirectMessage.NotFound(
                        fields.id("id"),
                        fields.integer("position"),
                        Members.integers(fields, "path"),
                        RingMessages.readReasons(fields));
            case "rebuilding" -> new DirectMessage.Rebuilding(fields.id("id"), fields.number("records"));
            case "rebuilt" -> new DirectMessage.Rebuilt(fields.id("id"), fields.numbers("counts"));
            case "refused" ->
                new DirectMessage.RequestRefused(fields.id("id"), fields.text("reason"), fields.text("text"));
            default -> null;
        };
    }

    private static Acknowledgement readAcknowledgement(JsonFields fields) {
        return new Acknowledgement(
                link(fields, "link"),
                fields.number("received"),
                fields.number("permitted"),
                fields.number("highest"),
                fields.numbers("missing"));
    }

    private static DirectMessage.SetId readSetId(JsonFields fields) {
        return new DirectMessage.SetId(
                fields.id("id"),
                fields.text("user"),
                fields.integer("node"),
                fields.integer("ring"),
                fields.object("left", Members::read),
                fields.object("right", Members::read),
                link(fields, "leftLink"),
                link(fields, "rightLink"),
                ManagerCodec.epoch(fields),
                ManagerCodec.copies(fields),
                fields.has("former") ? ManagerCodec.positive(fields.number("former")) : 0);
    }

    /** The first part is asked for by the record. */
    private static int laterPart(JsonFields fields) {
        if (!fields.has("part")) {
            return 1;
        }
        int part = fields.integer("part");
        Limits.require(part > 1, "a part after the first one is told");
        return part;
    }

    private static LinkId link(JsonFields fields, String name) {
        return new LinkId(fields.text(name));
    }
}
