package io.ringcast.protocol;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * A codec for datagrams of the form {@code {"v":1,"type":"…", …}}: one shallow JSON object in UTF-8, read strictly.
 *
 * <p>Refused, each with a reason: more bytes than {@link #maxBytes()}, anything that is not one JSON object, duplicate
 * keys, deep nesting, trailing tokens, another version, an unknown type, a missing field, an unknown field, a value of
 * another kind or out of range. Memory use is bounded by the size of the datagram; no length is ever read from it.
 *
 * <p>A subclass writes the fields after {@code type} and reads them back through {@link JsonFields}. It does not check
 * ranges: the message records do, and throw {@link IllegalArgumentException} with a sentence.
 *
 * @param <M> the sealed interface of the protocol's messages
 */
public abstract class JsonMessageCodec<M> implements MessageCodec<M> {
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            // One buffer for each thread: the default, a pool for all, is for threads that come and go.
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .build();

    private final int version;
    private final int maxBytes;
    private final @Nullable ListMemo<?> memo;

    /**
     * Creates a codec of one protocol version.
     *
     * @param version the only value of {@code v} that is accepted
     * @param maxBytes the largest datagram in either direction
     */
    protected JsonMessageCodec(int version, int maxBytes) {
        this(version, maxBytes, null);
    }

    /**
     * Creates a codec that parses a list once when several datagrams carry it.
     *
     * @param memo of the list's field, which must be read with it
     */
    protected JsonMessageCodec(int version, int maxBytes, @Nullable ListMemo<?> memo) {
        this.version = version;
        this.maxBytes = maxBytes;
        this.memo = memo;
    }

    /** Writes the fields that follow {@code v} and {@code type}. */
    protected abstract void writeFields(JsonGenerator json, M message);

    /**
     * Builds the message of a type from its fields.
     *
     * @return null when there is no such type
     * @throws IllegalArgumentException with a sentence when a field is missing or wrong
     */
    protected abstract @Nullable M read(String type, JsonFields fields);

    @Override
    public final int maxBytes() {
        return maxBytes;
    }

    @Override
    public final byte[] encode(M message) {
        var bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeNumberProperty("v", version);
            json.writeStringProperty("type", typeOf(message));
            writeFields(json, message);
            json.writeEndObject();
        }
        byte[] datagram = bytes.toByteArray();
        if (datagram.length > maxBytes) {
            throw new IllegalArgumentException("a " + typeOf(message) + " of " + datagram.length
                    + " bytes does not fit a datagram of " + maxBytes);
        }
        return datagram;
    }

    @Override
    public final Decoded<M> decode(byte[] datagram) {
        if (datagram.length > maxBytes) {
            return new Decoded.Malformed<>("a datagram has at most " + maxBytes + " bytes", null);
        }
        JsonFields fields;
        try {
            fields = JsonFields.of(datagram, memo);
        } catch (IllegalArgumentException e) {
            return new Decoded.Malformed<>("a datagram is one JSON object in UTF-8: " + e.getMessage(), null);
        }
        return read(fields);
    }

    private Decoded<M> read(JsonFields fields) {
        try {
            int datagramVersion = fields.integer("v");
            if (datagramVersion != version) {
                throw new IllegalArgumentException("the version spoken here is " + version);
            }
            M message = read(fields.text("type"), fields);
            if (message == null) {
                throw new IllegalArgumentException("unknown type");
            }
            fields.requireNoOthers();
            return new Decoded.Message<>(message);
        } catch (IllegalArgumentException e) {
            return new Decoded.Malformed<>(String.valueOf(e.getMessage()), fields.idIfReadable());
        }
    }
}
