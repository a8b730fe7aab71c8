package io.ringcast.protocol.dht;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.JsonFields;
import io.ringcast.protocol.JsonMessageCodec;
import io.ringcast.protocol.MessageCodec;
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
            case ManagerRequest.DhtRebuilt m -> "dht-rebuilt";
            case ManagerRequest.Deregister m -> "deregister";
            case ManagerRequest.TeardownDht m -> "teardown-dht";
            case ManagerRequest.TeardownComplete m -> "teardown-complete";
            case ManagerRequest.DhtFailed m -> "dht-failed";
            case ManagerReply.Success m -> "success";
            case ManagerReply.Failure m -> "failure";
        };
    }

    @Override
    public RequestId idOf(ManagerMessage message) {
        return message.id();
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
            }
            case ManagerReply.Failure failure -> {
                json.writeStringProperty("reason", failure.reason());
                json.writeStringProperty("text", failure.text());
            }
        }
    }

    private static void writeRequest(JsonGenerator json, ManagerRequest request) {
        json.writeStringProperty("user", request.user());
        switch (request) {
            case ManagerRequest.Register m -> {
                json.writeStringProperty("address", m.address());
                json.writeArrayPropertyStart("ports");
                m.ports().forEach(json::writeNumber);
                json.writeEndArray();
            }
            case ManagerRequest.SetUpDht m -> json.writeNumberProperty("ring", m.ring());
            case ManagerRequest.DhtRebuilt m -> json.writeStringProperty("newLeader", m.newLeader());
            case ManagerRequest.DhtComplete m -> {}
            case ManagerRequest.QueryDht m -> {}
            case ManagerRequest.LeaveDht m -> {}
            case ManagerRequest.Deregister m -> {}
            case ManagerRequest.TeardownDht m -> {}
            case ManagerRequest.TeardownComplete m -> {}
            case ManagerRequest.DhtFailed m -> {}
        }
    }

    @Override
    protected @Nullable ManagerMessage read(String type, JsonFields fields) {
        return switch (type) {
            case "register" ->
                new ManagerRequest.Register(
                        fields.id("id"), fields.text("user"), fields.text("address"), Members.ports(fields));
            case "setup-dht" ->
                new ManagerRequest.SetUpDht(fields.id("id"), fields.integer("ring"), fields.text("user"));
            case "dht-complete" -> ofUser(fields, ManagerRequest.DhtComplete::new);
            case "query-dht" -> ofUser(fields, ManagerRequest.QueryDht::new);
            case "leave-dht" -> ofUser(fields, ManagerRequest.LeaveDht::new);
            case "dht-rebuilt" ->
                new ManagerRequest.DhtRebuilt(fields.id("id"), fields.text("user"), fields.text("newLeader"));
            case "deregister" -> ofUser(fields, ManagerRequest.Deregister::new);
            case "teardown-dht" -> ofUser(fields, ManagerRequest.TeardownDht::new);
            case "teardown-complete" -> ofUser(fields, ManagerRequest.TeardownComplete::new);
            case "dht-failed" -> ofUser(fields, ManagerRequest.DhtFailed::new);
            case "success" ->
                new ManagerReply.Success(
                        fields.id("id"), members(fields), fields.integer("part"), fields.integer("parts"));
            case "failure" -> new ManagerReply.Failure(fields.id("id"), fields.text("reason"), fields.text("text"));
            default -> null;
        };
    }

    private static ManagerRequest ofUser(JsonFields fields, BiFunction<RequestId, String, ManagerRequest> request) {
        return request.apply(fields.id("id"), fields.text("user"));
    }

    private static List<Member> members(JsonFields fields) {
        return fields.objects("members", Members::read);
    }
}
