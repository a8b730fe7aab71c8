package io.ringcast.console.terminal;

import io.ringcast.protocol.Words;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells JLine where the words of a line are, by the rules that the commands themselves follow. */
final class WordsParser implements Parser {
    /** A line, and the word of it in which the cursor is: an empty one between words. */
    private record Line(String line, int cursor, List<Words.Word> parsed, int wordIndex)
            implements CompletingParsedLine {
        @Override
        public String word() {
            return parsed.get(wordIndex).text();
        }

        @Override
        public int wordCursor() {
            Words.Word word = parsed.get(wordIndex);
            List<Words.Word> before = Words.parse(line.substring(word.begin(), cursor));
            return before.isEmpty() ? 0 : before.getFirst().text().length();
        }

        @Override
        public List<String> words() {
            return parsed.stream().map(Words.Word::text).toList();
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return Words.quote(candidate.toString());
        }

        @Override
        public int rawWordCursor() {
            return cursor - parsed.get(wordIndex).begin();
        }

        @Override
        public int rawWordLength() {
            Words.Word word = parsed.get(wordIndex);
            return word.end() - word.begin();
        }
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        List<Words.Word> words = new ArrayList<>(Words.parse(line));
        int index = 0;
        while (index < words.size() && words.get(index).end() < cursor) {
            index++;
        }
        if (index == words.size() || words.get(index).begin() > cursor) {
            words.add(index, new Words.Word("", cursor, cursor, true));
        }
        return new Line(line, cursor, words, index);
    }
}
