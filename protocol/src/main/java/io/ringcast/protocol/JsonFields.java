package io.ringcast.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of one received JSON object. Reading a field that is missing or of another kind throws {@link
 * IllegalArgumentException} with a sentence; a field that nobody read is an unknown field. Each
 * field is read once.
 *
 * <p>For one thread.
 */
public final class JsonFields {
    /** The fields that nobody has read yet. */
    private final ObjectNode unread;

    private final @Nullable JsonNode id;

    JsonFields(ObjectNode object) {
        this.unread = object;
        this.id = object.get("id");
    }

    /** Whether the field is there, whatever its kind, and has not been read yet. */
    public boolean has(String name) {
        return unread.has(name);
    }

    /** A string. */
    public String text(String name) {
        return textOf(name, value(name));
    }

    /** An integer without fraction or exponent that fits 53 bits, as every JSON implementation keeps it. */
    public long number(String name) {
        return numberOf(name, value(name));
    }

    /** An integer that fits 32 bits. */
    public int integer(String name) {
        long number = number(name);
        if (number != (int) number) {
            throw new IllegalArgumentException("field '" + name + "' is an integer of at most 32 bits");
        }
        return (int) number;
    }

    /** A request id in its text form. */
    public RequestId id(String name) {
        return RequestId.parse(text(name))
                .orElseThrow(() -> new IllegalArgumentException("field '" + name
                        + "' is a request id: letters and digits, a dash, and a number, for example a1b2-7"));
    }

    /** An array of strings. */
    public List<String> texts(String name) {
        return list(name, value -> textOf(name, value));
    }

    /** An array of objects, each read by {@code reader}, which has to read all fields of its object. */
    public <T> List<T> objects(String name, Function<JsonFields, T> reader) {
        return list(name, value -> objectOf(name, value, reader));
    }

    /** An array of integers, each as {@link #number} takes them. */
    public List<Long> numbers(String name) {
        return list(name, value -> numberOf(name, value));
    }

    /** One object, read by {@code reader}, which has to read all its fields. */
    public <T> T object(String name, Function<JsonFields, T> reader) {
        return objectOf(name, value(name), reader);
    }

    /** An array of arrays of strings. */
    public List<List<String>> rows(String name) {
        return list(name, row -> elements(name, row, value -> textOf(name, value)));
    }

    /** Refuses the object if it has a field that was not read. */
    void requireNoOthers() {
        if (!unread.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown field '" + unread.propertyNames().iterator().next() + "'");
        }
    }

    /** The field {@code id}, if there is a well-formed one. */
    @Nullable
    RequestId idIfReadable() {
        return id != null && id.isString() ? RequestId.parse(id.stringValue()).orElse(null) : null;
    }

    private JsonNode value(String name) {
        JsonNode value = unread.remove(name);
        if (value == null) {
            throw new IllegalArgumentException("field '" + name + "' is missing");
        }
        return value;
    }

    private <T> List<T> list(String name, Function<JsonNode, T> reader) {
        return elements(name, value(name), reader);
    }

    private static <T> List<T> elements(String name, JsonNode array, Function<JsonNode, T> reader) {
        if (!array.isArray()) {
            throw new IllegalArgumentException("field '" + name + "' is an array");
        }
        List<T> elements = new ArrayList<>(array.size());
        for (JsonNode element : array.values()) {
            elements.add(reader.apply(element));
        }
        return List.copyOf(elements);
    }

    private static <T> T objectOf(String name, JsonNode value, Function<JsonFields, T> reader) {
        if (!(value instanceof ObjectNode object)) {
            throw new IllegalArgumentException("field '" + name + "' holds an object");
        }
        var fields = new JsonFields(object);
        T result = reader.apply(fields);
        fields.requireNoOthers();
        return result;
    }

    private static long numberOf(String name, JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("field '" + name + "' is an integer");
        }
        return value.longValue();
    }

    private static String textOf(String name, JsonNode value) {
        if (!value.isString()) {
            throw new IllegalArgumentException("field '" + name + "' holds text");
        }
        return value.stringValue();
    }
}
