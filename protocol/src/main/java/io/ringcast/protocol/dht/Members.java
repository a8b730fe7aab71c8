package io.ringcast.protocol.dht;

import io.ringcast.protocol.JsonFields;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Members as JSON objects: {@code {"user":"alice","address":"10.0.0.1","ports":[4000,4001,4002]}}. */
final class Members {
    private Members() {}

    static void write(JsonGenerator json, Member member) {
        json.writeStartObject();
        json.writeStringProperty("user", member.user());
        json.writeStringProperty("address", member.address());
        json.writeArrayPropertyStart("ports");
        member.ports().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeEndObject();
    }

    static void write(JsonGenerator json, String name, Member member) {
        json.writeName(name);
        write(json, member);
    }

    static Member read(JsonFields fields) {
        return new Member(fields.text("user"), fields.text("address"), ports(fields));
    }

    static List<Integer> ports(JsonFields fields) {
        return integers(fields, "ports");
    }

    static List<Integer> integers(JsonFields fields, String name) {
        return fields.numbers(name).stream().map(Members::exact).toList();
    }

    private static int exact(long number) {
        Limits.require(number == (int) number, "a number of at most 32 bits");
        return (int) number;
    }
}
