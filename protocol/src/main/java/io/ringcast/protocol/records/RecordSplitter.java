package io.ringcast.protocol.records;

import io.ringcast.protocol.JsonSize;
import java.util.ArrayList;
import java.util.List;

/** Splits a record into parts of a size, never within a code point. */
public final class RecordSplitter {
    private static final int QUOTES_AND_COMMA_BYTES = 3;
    private static final int BRACKETS_BYTES = 2;
    private static final int BYTES_MIN = 64;

    private final int bytesMax;
    private final List<List<String>> parts = new ArrayList<>();
    private List<String> part = new ArrayList<>();
    private StringBuilder value = new StringBuilder();
    private int bytes;

    private RecordSplitter(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    /**
     * The parts of a record, in order.
     *
     * @param values at least one
     * @param bytesMax most bytes of the values of a part as a JSON array
     * @throws IllegalArgumentException if the record fits one part, or does not fit {@value RecordPart#PARTS_MAX}
     */
    public static List<RecordPart> split(List<String> values, int bytesMax) {
        if (bytesMax < BYTES_MIN) {
            throw new IllegalArgumentException("a part has at least " + BYTES_MIN + " bytes");
        }
        RecordSplitter splitter = new RecordSplitter(bytesMax);
        splitter.bytes = BRACKETS_BYTES;
        for (int i = 0; i < values.size(); i++) {
            splitter.begin(i > 0);
            splitter.append(values.get(i));
        }
        splitter.endPart();
        int of = splitter.parts.size();
        List<RecordPart> numbered = new ArrayList<>(of);
        for (int i = 0; i < of; i++) {
            numbered.add(new RecordPart(i + 1, of, splitter.parts.get(i)));
        }
        return numbered;
    }

    /** Begins a value, in this part if there is room for an empty one. */
    private void begin(boolean afterAnother) {
        if (afterAnother) {
            if (bytes + QUOTES_AND_COMMA_BYTES > bytesMax) {
                nextPart();
            }
            endValue();
        }
        bytes += QUOTES_AND_COMMA_BYTES;
    }

    private void append(String text) {
        for (int i = 0; i < text.length(); ) {
            int units = Character.charCount(text.codePointAt(i));
            int more = 0;
            for (int unit = i; unit < i + units; unit++) {
                more += JsonSize.ofUnit(text.charAt(unit));
            }
            if (bytes + more > bytesMax) {
                nextPart();
            }
            value.append(text, i, i + units);
            bytes += more;
            i += units;
        }
    }

    /** The value goes on in the next part; it may end there at once. */
    private void nextPart() {
        endPart();
        bytes = BRACKETS_BYTES + QUOTES_AND_COMMA_BYTES;
    }

    private void endPart() {
        endValue();
        parts.add(part);
        part = new ArrayList<>();
    }

    private void endValue() {
        part.add(value.toString());
        value = new StringBuilder();
    }
}
