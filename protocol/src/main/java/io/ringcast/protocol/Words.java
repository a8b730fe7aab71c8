package io.ringcast.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of words, as people type them and as files have them. Spaces separate words. A word in double quotes may hold spaces,
 * and a double quote that is written twice; quotes within a word are part of it.
 *
 * <p>{@code "Room 12" 5" """quoted"""} are the words {@code Room 12}, {@code 5"} and {@code "quoted"}.
 */
public final class Words {
    private static final char QUOTE = '"';

    private Words() {}

    /**
     * A word of a line.
     *
     * @param text the word itself
     * @param begin where it begins in the line, with its quotes
     * @param end where it ends
     * @param closed false if it begins with a double quote that nothing closes
     */
    public record Word(String text, int begin, int end, boolean closed) {}

    /**
     * The words of a line.
     *
     * @throws IllegalArgumentException with a sentence, if a double quote is not closed
     */
    public static List<String> of(String line) {
        List<Word> words = parse(line);
        if (!words.isEmpty() && !words.getLast().closed()) {
            throw new IllegalArgumentException(
                    "the double quote before " + words.getLast().text()
                            + " is not closed; a name that begins with one is quoted, and has it twice, as in \"\"\"a\"\" b\"");
        }
        return words.stream().map(Word::text).toList();
    }

    /** The words of a line that may still be typed on. */
    public static List<Word> parse(String line) {
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < line.length(); ) {
            if (isSpace(line.codePointAt(i))) {
                i += Character.charCount(line.codePointAt(i));
            } else {
                Word word = line.charAt(i) == QUOTE ? quoted(line, i) : plain(line, i);
                words.add(word);
                i = word.end();
            }
        }
        return words;
    }

    private static Word plain(String line, int begin) {
        int end = begin;
        while (end < line.length() && !isSpace(line.codePointAt(end))) {
            end += Character.charCount(line.codePointAt(end));
        }
        return new Word(line.substring(begin, end), begin, end, true);
    }

    private static Word quoted(String line, int begin) {
        var text = new StringBuilder();
        for (int i = begin + 1; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c != QUOTE) {
                text.append(c);
            } else if (i + 1 < line.length() && line.charAt(i + 1) == QUOTE) {
                text.append(QUOTE);
                i++;
            } else {
                return new Word(text.toString(), begin, i + 1, true);
            }
        }
        return new Word(text.toString(), begin, line.length(), false);
    }

    /** The word as it is typed: quoted where it has to be. */
    public static String quote(String word) {
        return word.isEmpty() || word.charAt(0) == QUOTE || word.codePoints().anyMatch(Words::looksLikeSpace)
                ? QUOTE + word.replace("\"", "\"\"") + QUOTE
                : word;
    }

    /** A line of these words. */
    public static String line(Collection<String> words) {
        return words.stream().map(Words::quote).collect(Collectors.joining(" "));
    }

    /** A line of these words. */
    public static String line(String... words) {
        return line(List.of(words));
    }

    private static boolean isSpace(int codePoint) {
        return Character.isWhitespace(codePoint);
    }

    /** No-break spaces do not separate words, but nobody sees that. */
    private static boolean looksLikeSpace(int codePoint) {
        return isSpace(codePoint) || Character.isSpaceChar(codePoint);
    }
}
