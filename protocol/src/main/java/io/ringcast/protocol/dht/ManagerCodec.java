package io.ringcast.protocol.dht;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.JsonFields;
import io.ringcast.protocol.JsonMessageCodec;
import io.ringcast.protocol.MessageCodec;
import io.ringcast.protocol.overlay.Overlay;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Reads and writes the datagrams between peers and the manager, version 1. */
public final class ManagerCodec extends JsonMessageCodec<ManagerMessage> {
    private static final int VERSION = 1;
    private static final int BYTES_MAX = 1_400;

    private ManagerCodec() {
        super(VERSION, BYTES_MAX);
    }

    /** The codec for an endpoint, with a checksum in every datagram. */
    public static MessageCodec<ManagerMessage> create() {
        return new ChecksummedCodec<>(new ManagerCodec());
    }

    @Override
    public String typeOf(ManagerMessage message) {
        return switch (message) {
            case ManagerRequest.Register m -> "register";
            case ManagerRequest.SetUpDht m -> "setup-dht";
            case ManagerRequest.DhtComplete m -> "dht-complete";
            case ManagerRequest.QueryDht m -> "query-dht";
            case ManagerRequest.LeaveDht m -> "leave-dht";
            case ManagerRequest.JoinDht m -> "join-dht";
            case ManagerRequest.DhtRebuilt m -> "dht-rebuilt";
            case ManagerRequest.Deregister m -> "deregister";
            case ManagerRequest.TeardownDht m -> "teardown-dht";
            case ManagerRequest.TeardownComplete m -> "teardown-complete";
            case ManagerRequest.DhtFailed m -> "dht-failed";
            case ManagerRequest.CopiesHeld m -> "copies-held";
            case PresenceMessage.Heartbeat m -> "heartbeat";
            case ManagerReply.Success m -> "success";
            case ManagerReply.Failure m -> "failure";
            case PresenceMessage.Presence m -> "presence";
            case PresenceMessage.Probe m -> "probe";
            case PresenceMessage.Suspicion m -> "suspicion";
            case PresenceMessage.View m -> "view";
            case PresenceMessage.ViewChanges m -> "view-changes";
        };
    }

    @Override
    public RequestId idOf(ManagerMessage message) {
        return message.id();
    }

    @Override
    public boolean isBackground(ManagerMessage message) {
        return message instanceof PresenceMessage
                && !(message instanceof PresenceMessage.View)
                && !(message instanceof PresenceMessage.ViewChanges)
                && !(message instanceof PresenceMessage.Suspicion);
    }

    @Override
    protected void writeFields(JsonGenerator json, ManagerMessage message) {
        json.writeStringProperty("id", message.id().toString());
        switch (message) {
            case ManagerRequest request -> writeRequest(json, request);
            case ManagerReply.Success success -> {
                json.writeNumberProperty("part", success.part());
                json.writeNumberProperty("parts", success.parts());
                json.writeArrayPropertyStart("members");
                success.members().forEach(member -> Members.write(json, member));
                json.writeEndArray();
                if (success.epoch() > 0) {
                    json.writeNumberProperty("epoch", success.epoch());
                }
                if (success.copies() > 1) {
                    json.writeNumberProperty("copies", success.copies());
                }
                writeOverlay(json, success.overlay().word());
            }
            case ManagerReply.Failure failure -> {
                json.writeStringProperty("reason", failure.reason());
                json.writeStringProperty("text", failure.text());
            }
            case PresenceMessage.Heartbeat heartbeat -> {
                json.writeStringProperty("user", heartbeat.user());
                json.writeStringProperty("incarnation", heartbeat.incarnation());
                if (heartbeat.epoch() > 0) {
                    json.writeNumberProperty("epoch", heartbeat.epoch());
                }
            }
            case PresenceMessage.Presence presence -> writePresence(json, presence);
            case PresenceMessage.Suspicion suspicion -> {
                json.writeStringProperty("user", suspicion.user());
                json.writeStringProperty("suspect", suspicion.suspect());
            }
            case PresenceMessage.Probe probe -> json.writeStringProperty("user", probe.user());
            case PresenceMessage.View view -> RingViews.write(json, view);
            case PresenceMessage.ViewChanges changes -> RingViews.write(json, changes);
        }
    }

    private static void writePresence(JsonGenerator json, PresenceMessage.Presence presence) {
        json.writeStringProperty("standing", presence.standing().name());
        json.writeNumberProperty("epoch", presence.epoch());
        json.writeStringProperty("phase", presence.phase().name());
        json.writeNumberProperty("awaited", presence.awaited() ? 1 : 0);
        json.writeNumberProperty("intervalMillis", presence.intervalMillis());
        json.writeArrayPropertyStart("managers");
        for (ManagerAddress manager : presence.managers()) {
            json.writeStartObject();
            json.writeStringProperty("address", manager.address());
            json.writeNumberProperty("port", manager.port());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeRequest(JsonGenerator json, ManagerRequest request) {
        json.writeStringProperty("user", request.user());
        switch (request) {
            case ManagerRequest.Register m -> {
                json.writeStringProperty("address", m.address());
                json.writeArrayPropertyStart("ports");
                m.ports().forEach(json::writeNumber);
                json.writeEndArray();
                if (!m.incarnation().isEmpty()) {
                    json.writeStringProperty("incarnation", m.incarnation());
                }
                if (m.managerPort() != 0) {
                    json.writeNumberProperty("managerPort", m.managerPort());
                }
            }
            case ManagerRequest.SetUpDht m -> {
                json.writeNumberProperty("ring", m.ring());
                writeOverlay(json, m.overlay());
            }
            case ManagerRequest.DhtRebuilt m -> json.writeStringProperty("newLeader", m.newLeader());
            case ManagerRequest.DhtComplete m -> {
                if (m.table() != null) {
                    RingMessages.writeTable(json, m.table());
                    json.writeNumberProperty("records", m.records());
                }
            }
            case ManagerRequest.QueryDht m -> {}
            case ManagerRequest.LeaveDht m -> {}
            case ManagerRequest.JoinDht m -> {}
            case ManagerRequest.Deregister m -> {}
            case ManagerRequest.TeardownDht m -> {}
            case ManagerRequest.TeardownComplete m -> {}
            case ManagerRequest.DhtFailed m -> {}
            case ManagerRequest.CopiesHeld m -> {
                json.writeNumberProperty("epoch", m.epoch());
                RingMessages.writeNumbers(json, "slots", m.slots());
            }
        }
    }

    @Override
    protected @Nullable ManagerMessage read(String type, JsonFields fields) {
        return switch (type) {
            case "register" ->
                new ManagerRequest.Register(
                        fields.id("id"),
                        fields.text("user"),
                        fields.text("address"),
                        Members.ports(fields),
                        fields.has("incarnation") ? fields.text("incarnation") : "",
                        managerPort(fields));
            case "heartbeat" ->
                new PresenceMessage.Heartbeat(
                        fields.id("id"), fields.text("user"), fields.text("incarnation"), epoch(fields));
            case "setup-dht" ->
                new ManagerRequest.SetUpDht(
                        fields.id("id"), fields.integer("ring"), fields.text("user"), overlayWord(fields));
            case "dht-complete" -> dhtComplete(fields);
            case "query-dht" -> ofUser(fields, ManagerRequest.QueryDht::new);
            case "leave-dht" -> ofUser(fields, ManagerRequest.LeaveDht::new);
            case "join-dht" -> ofUser(fields, ManagerRequest.JoinDht::new);
            case "dht-rebuilt" ->
                new ManagerRequest.DhtRebuilt(fields.id("id"), fields.text("user"), fields.text("newLeader"));
            case "deregister" -> ofUser(fields, ManagerRequest.Deregister::new);
            case "teardown-dht" -> ofUser(fields, ManagerRequest.TeardownDht::new);
            case "teardown-complete" -> ofUser(fields, ManagerRequest.TeardownComplete::new);
            case "dht-failed" -> ofUser(fields, ManagerRequest.DhtFailed::new);
            case "success" ->
                new ManagerReply.Success(
                        fields.id("id"),
                        members(fields),
                        fields.integer("part"),
                        fields.integer("parts"),
                        epoch(fields),
                        copies(fields),
                        overlay(fields));
            case "presence" -> presence(fields);
            case "view" -> RingViews.read(fields);
            case "view-changes" -> RingViews.readChanges(fields);
            case "copies-held" ->
                new ManagerRequest.CopiesHeld(
                        fields.id("id"),
                        fields.text("user"),
                        fields.number("epoch"),
                        Members.integers(fields, "slots"));
            case "suspicion" ->
                new PresenceMessage.Suspicion(fields.id("id"), fields.text("user"), fields.text("suspect"));
            case "probe" -> new PresenceMessage.Probe(fields.id("id"), fields.text("user"));
            case "failure" -> new ManagerReply.Failure(fields.id("id"), fields.text("reason"), fields.text("text"));
            default -> null;
        };
    }

    private static ManagerRequest ofUser(JsonFields fields, BiFunction<RequestId, String, ManagerRequest> request) {
        return request.apply(fields.id("id"), fields.text("user"));
    }

    private static ManagerRequest dhtComplete(JsonFields fields) {
        return fields.has("tableSize")
                ? new ManagerRequest.DhtComplete(
                        fields.id("id"), fields.text("user"), RingMessages.readTable(fields), fields.number("records"))
                : new ManagerRequest.DhtComplete(fields.id("id"), fields.text("user"));
    }

    /** What is no port is for the manager to refuse. */
    private static int managerPort(JsonFields fields) {
        if (!fields.has("managerPort")) {
            return 0;
        }
        int port = fields.integer("managerPort");
        Limits.require(port != 0, "a port of one's own is told");
        return port;
    }

    private static List<Member> members(JsonFields fields) {
        return fields.objects("members", Members::read);
    }

    private static PresenceMessage presence(JsonFields fields) {
        int awaited = fields.integer("awaited");
        Limits.require(awaited == 0 || awaited == 1, "awaited is 0 or 1");
        return new PresenceMessage.Presence(
                fields.id("id"),
                Standing.valueOf(fields.text("standing")),
                fields.number("epoch"),
                DhtPhase.valueOf(fields.text("phase")),
                awaited == 1,
                fields.integer("intervalMillis"),
                fields.objects("managers", m -> new ManagerAddress(m.text("address"), m.integer("port"))));
    }

    static long epoch(JsonFields fields) {
        return fields.has("epoch") ? positive(fields.number("epoch")) : 0;
    }

    /** One copy, the handout's, is not told. */
    static int copies(JsonFields fields) {
        if (!fields.has("copies")) {
            return 1;
        }
        int copies = fields.integer("copies");
        Limits.require(copies > 1, "more than one copy is told");
        return copies;
    }

    /** The ring, the handout's, is not told. */
    static void writeOverlay(JsonGenerator json, String word) {
        if (!word.equals(Overlay.RING.word())) {
            json.writeStringProperty("overlay", word);
        }
    }

    private static String overlayWord(JsonFields fields) {
        if (!fields.has("overlay")) {
            return Overlay.RING.word();
        }
        String word = fields.text("overlay");
        Limits.require(!word.equals(Overlay.RING.word()), "another overlay than the ring is told");
        return word;
    }

    static Overlay overlay(JsonFields fields) {
        return Overlay.of(overlayWord(fields)).orElseThrow(() -> new IllegalArgumentException("an unknown overlay"));
    }

    /** An epoch that is 0 is left out, so that each message has one form. */
    static long positive(long epoch) {
        Limits.require(epoch > 0, "an epoch is at least 1");
        return epoch;
    }
}
