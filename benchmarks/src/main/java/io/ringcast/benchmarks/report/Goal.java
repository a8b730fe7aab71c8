package io.ringcast.benchmarks.report;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A bound that was set before anything was measured.
 *
 * @param unit of both numbers; a ratio has {@code ×}
 * @param measured null if this run did not measure it
 */
record Goal(
        String text,
        Sense sense,
        double bound,
        String unit,
        @Nullable Double measured) {
    enum Sense {
        AT_LEAST("≥"),
        AT_MOST("≤");

        private final String sign;

        Sense(String sign) {
            this.sign = sign;
        }
    }

    boolean isMet() {
        return measured != null
                && switch (sense) {
                    case AT_LEAST -> measured >= bound;
                    case AT_MOST -> measured <= bound;
                };
    }

    String row() {
        String met = measured == null ? "not measured" : isMet() ? "yes" : "**no**";
        return "| %s | %s %s | %s | %s |".formatted(text, sense.sign, number(bound), number(measured), met);
    }

    private String number(@Nullable Double value) {
        if (value == null) {
            return "";
        }
        return (value >= 100 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.2f", value))
                + " " + unit;
    }
}
