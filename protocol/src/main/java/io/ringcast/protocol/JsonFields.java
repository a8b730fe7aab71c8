package io.ringcast.protocol;

import io.ringcast.foundation.RequestId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * The fields of one received JSON object. Reading a field that is missing or of another kind throws {@link
 * IllegalArgumentException} with a sentence; a field that is not read is an unknown field. Each field is read once.
 *
 * <p>Kept as strings, {@link Long}s, lists and objects like this one, and not as Jackson's trees, which take more time and
 * memory: a client that asks three servers reads three times as many datagrams as it sends.
 *
 * <p>For one thread.
 */
public final class JsonFields {
    private static final int NESTING_DEPTH_MAX = 6;
    private static final int NAME_LENGTH_MAX = 32;
    private static final int NUMBER_LENGTH_MAX = 20;
    private static final int FIELDS_USUALLY = 8;
    /** More fields than any message has. Names are searched linearly, which a hostile datagram must not make slow. */
    private static final int FIELDS_MAX = 32;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(NESTING_DEPTH_MAX)
                    .maxNameLength(NAME_LENGTH_MAX)
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // One buffer for each thread: the default, a pool for all, is for threads that come and go.
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            // Only UTF-8 is documented; the factory would also take UTF-16 and UTF-32.
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .build();

    /** In a value's place: true, false, null, a fraction, or an integer of more than 64 bits. No field has such a value. */
    private static final Object NEVER_RIGHT = new Object();

    private static final byte[] NO_BYTES = {};

    /** A name, its value, the next name, and so on. A value that has been read is null. */
    private @Nullable Object[] fields = new Object[2 * FIELDS_USUALLY];

    private int length;
    private @Nullable String id;

    private JsonFields() {}

    /**
     * Takes an object whose opening brace is the parser's current token.
     *
     * @param memo for the outermost object: if it knows the list that ends {@code utf8}, the rest is not parsed
     */
    private static JsonFields objectOf(JsonParser json, byte[] utf8, @Nullable ListMemo<?> memo) {
        var object = new JsonFields();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            String string = json.nextStringValue();
            if (string != null) {
                object.add(name, string);
            } else if (memo == null || !name.equals(memo.field()) || !json.hasToken(JsonToken.START_ARRAY)) {
                object.add(name, valueOf(json));
            } else {
                int from = (int) json.currentTokenLocation().getByteOffset();
                ListMemo.KnownList<?> known = memo.find(utf8, from);
                if (known != null) {
                    object.add(name, known);
                    return object;
                }
                object.add(name, new UnknownList(arrayOf(json), utf8, from));
            }
        }
        return object;
    }

    /** Whether parsing stopped early, because the memo knows the rest. */
    private boolean endsWithKnownList() {
        return length > 0 && fields[length - 1] instanceof ListMemo.KnownList<?>;
    }

    /** A list that the memo may keep when it has been read. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record UnknownList(List<Object> elements, byte[] utf8, int from) {}

    private void add(String name, Object value) {
        if (placeOf(name) >= 0) {
            throw new IllegalArgumentException("field '" + name + "' is there twice");
        }
        if (length == 2 * FIELDS_MAX) {
            throw new IllegalArgumentException("an object has at most " + FIELDS_MAX + " fields");
        }
        if (length == fields.length) {
            fields = Arrays.copyOf(fields, 2 * length);
        }
        fields[length++] = name;
        fields[length++] = value;
        if (name.equals("id") && value instanceof String text) {
            id = text;
        }
    }

    /** Where the value of a field stands; -1 if there is no such field. */
    private int placeOf(String name) {
        for (int i = 0; i < length; i += 2) {
            if (name.equals(fields[i])) {
                return i + 1;
            }
        }
        return -1;
    }

    private static Object valueOf(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT -> integerOf(json);
            case START_OBJECT -> objectOf(json, NO_BYTES, null);
            case START_ARRAY -> arrayOf(json);
            default -> NEVER_RIGHT;
        };
    }

    private static List<Object> arrayOf(JsonParser json) {
        List<Object> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(valueOf(json));
        }
        return elements;
    }

    private static Object integerOf(JsonParser json) {
        return switch (json.getNumberType()) {
            case INT, LONG -> json.getLongValue();
            default -> NEVER_RIGHT;
        };
    }

    /**
     * Parses exactly one JSON object.
     *
     * @param memo finds a list that was read before
     * @throws IllegalArgumentException with a sentence if it is not that, or has a field twice
     */
    static JsonFields of(byte[] utf8, @Nullable ListMemo<?> memo) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), utf8)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("it does not begin with one");
            }
            JsonFields object = objectOf(json, utf8, memo);
            if (!object.endsWithKnownList() && json.nextToken() != null) {
                throw new IllegalArgumentException("something follows the object");
            }
            return object;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads one JSON object in UTF-8, of which {@code reader} has to read all fields.
     *
     * @throws IllegalArgumentException with a sentence if it is not one, or a field is missing, unknown or wrong
     */
    public static <T> T read(byte[] utf8, Function<JsonFields, T> reader) {
        return of(utf8, null).readBy(reader);
    }

    private <T> T readBy(Function<JsonFields, T> reader) {
        T result = reader.apply(this);
        requireNoOthers();
        return result;
    }

    /** Whether the field is there, whatever its kind, and has not been read yet. */
    public boolean has(String name) {
        int place = placeOf(name);
        return place >= 0 && fields[place] != null;
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

    /** The memo's array of objects, each read by {@code reader} as above, unless the memo knows the list already. */
    public <T> List<T> objects(ListMemo<T> memo, Function<JsonFields, T> reader) {
        String name = memo.field();
        boolean last = length >= 2 && name.equals(fields[length - 2]);
        return switch (value(name)) {
            case ListMemo.KnownList<?> known -> memo.listOf(known);
            case UnknownList unknown -> {
                List<T> list = elements(name, unknown.elements, value -> objectOf(name, value, reader));
                if (last) {
                    memo.keep(unknown.utf8, unknown.from, list);
                }
                yield list;
            }
            case Object wrong -> elements(name, wrong, value -> objectOf(name, value, reader));
        };
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
        for (int i = 0; i < length; i += 2) {
            if (fields[i + 1] != null) {
                throw new IllegalArgumentException("unknown field '" + fields[i] + "'");
            }
        }
    }

    /** The field {@code id}, if there is a well-formed one. */
    @Nullable
    RequestId idIfReadable() {
        return id == null ? null : RequestId.parse(id).orElse(null);
    }

    private Object value(String name) {
        int place = placeOf(name);
        Object value = place < 0 ? null : fields[place];
        if (value == null) {
            throw new IllegalArgumentException("field '" + name + "' is missing");
        }
        fields[place] = null;
        return value;
    }

    private <T> List<T> list(String name, Function<Object, T> reader) {
        return elements(name, value(name), reader);
    }

    private static <T> List<T> elements(String name, Object value, Function<Object, T> reader) {
        if (!(value instanceof List<?> array)) {
            throw new IllegalArgumentException("field '" + name + "' is an array");
        }
        List<T> elements = new ArrayList<>(array.size());
        for (Object element : array) {
            elements.add(reader.apply(element));
        }
        return List.copyOf(elements);
    }

    private static <T> T objectOf(String name, Object value, Function<JsonFields, T> reader) {
        if (!(value instanceof JsonFields fields)) {
            throw new IllegalArgumentException("field '" + name + "' holds an object");
        }
        return fields.readBy(reader);
    }

    private static long numberOf(String name, Object value) {
        if (!(value instanceof Long number)) {
            throw new IllegalArgumentException("field '" + name + "' is an integer");
        }
        return number;
    }

    private static String textOf(String name, Object value) {
        if (!(value instanceof String text)) {
            throw new IllegalArgumentException("field '" + name + "' holds text");
        }
        return text;
    }
}
