package io.ringcast.protocol.dht;

import io.ringcast.protocol.JsonFields;
import io.ringcast.protocol.link.LinkId;
import tools.jackson.core.JsonGenerator;

/** Parts of a view as JSON. */
final class RingViews {
    private RingViews() {}

    static void write(JsonGenerator json, PresenceMessage.View view) {
        json.writeNumberProperty("generation", view.generation());
        json.writeStringProperty("key", view.key().value());
        json.writeNumberProperty("since", view.since());
        json.writeNumberProperty("copies", view.copies());
        ManagerCodec.writeOverlay(json, view.overlay().word());
        json.writeNumberProperty("slots", view.slots());
        json.writeNumberProperty("first", view.first());
        json.writeArrayPropertyStart("seats");
        for (PresenceMessage.SeatedMember seat : view.seats()) {
            json.writeStartObject();
            write(json, seat);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void write(JsonGenerator json, PresenceMessage.ViewChanges changes) {
        json.writeNumberProperty("generation", changes.generation());
        json.writeStringProperty("key", changes.key().value());
        json.writeNumberProperty("base", changes.base());
        json.writeNumberProperty("since", changes.since());
        json.writeNumberProperty("copies", changes.copies());
        ManagerCodec.writeOverlay(json, changes.overlay().word());
        json.writeNumberProperty("slots", changes.slots());
        json.writeNumberProperty("changed", changes.changed());
        json.writeArrayPropertyStart("seats");
        for (PresenceMessage.ChangedSeat seat : changes.seats()) {
            json.writeStartObject();
            json.writeNumberProperty("slot", seat.slot());
            write(json, seat.seated());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, PresenceMessage.SeatedMember seat) {
        Member member = seat.member();
        if (member != null) {
            Members.write(json, "member", member);
            json.writeNumberProperty("seated", seat.seated());
            json.writeNumberProperty("wired", seat.wired());
        }
        RingMessages.writeNumbers(json, "complete", seat.complete());
    }

    static PresenceMessage.ViewChanges readChanges(JsonFields fields) {
        return new PresenceMessage.ViewChanges(
                fields.id("id"),
                fields.number("generation"),
                new LinkId(fields.text("key")),
                fields.number("base"),
                fields.number("since"),
                fields.integer("copies"),
                ManagerCodec.overlay(fields),
                fields.integer("slots"),
                fields.integer("changed"),
                fields.objects("seats", seat -> new PresenceMessage.ChangedSeat(seat.integer("slot"), readSeat(seat))));
    }

    static PresenceMessage.View read(JsonFields fields) {
        return new PresenceMessage.View(
                fields.id("id"),
                fields.number("generation"),
                new LinkId(fields.text("key")),
                fields.number("since"),
                fields.integer("copies"),
                ManagerCodec.overlay(fields),
                fields.integer("slots"),
                fields.integer("first"),
                fields.objects("seats", RingViews::readSeat));
    }

    private static PresenceMessage.SeatedMember readSeat(JsonFields fields) {
        boolean taken = fields.has("member");
        return new PresenceMessage.SeatedMember(
                taken ? fields.object("member", Members::read) : null,
                taken ? fields.number("seated") : 0,
                taken ? fields.number("wired") : 0,
                Members.integers(fields, "complete"));
    }
}
