package io.ringcast.protocol;

/** The rule for names that people choose and that cross the wire. */
public final class Text {
    /** Longest name, in Unicode code points. */
    public static final int CODE_POINTS_MAX = 64;

    private Text() {}

    /**
     * Returns the name if it is valid: 1 to 64 code points, no control characters, no unpaired surrogates (which UTF-8
     * cannot carry).
     *
     * @param what the name's role, for the error message
     * @throws IllegalArgumentException with a sentence
     */
    public static String requireName(String what, String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "a " + what + " has 1 to " + CODE_POINTS_MAX + " characters, none of them a control character");
        }
        return name;
    }

    /** Whether {@link #requireName} would take the name. */
    public static boolean isName(String name) {
        return isPrintableAscii(name) ? !name.isEmpty() && name.length() <= CODE_POINTS_MAX : isUnusualName(name);
    }

    /** The common case, checked first: each datagram has several names. */
    private static boolean isPrintableAscii(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnusualName(String name) {
        int length = name.length();
        if (length == 0 || length > 2 * CODE_POINTS_MAX) {
            return false;
        }
        int codePoints = 0;
        for (int i = 0; i < length; codePoints++) {
            int codePoint = name.codePointAt(i);
            if (Character.isISOControl(codePoint) || (codePoint >= 0xD800 && codePoint <= 0xDFFF)) {
                return false;
            }
            i += Character.charCount(codePoint);
        }
        return codePoints <= CODE_POINTS_MAX;
    }
}
