package io.ringcast.reservation.server.files;

import io.ringcast.foundation.text.TextBytes;
import io.ringcast.foundation.text.UnreadableTextException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a text file that are not blank: UTF-8 or UTF-16 with or without a byte order mark, lines ended by LF, CR LF,
 * CR or the end of the file, without the spaces around them.
 */
record Lines(Path file, List<Line> lines) {
    /** @param number counted from 1, as an editor shows it */
    record Line(int number, String text) {}

    /** @param content what the file should hold, for the message when it cannot be read */
    static Lines of(Path file, String content) {
        try {
            List<Line> lines = new ArrayList<>();
            int number = 0;
            for (String line :
                    TextBytes.decode(Files.readAllBytes(file), null).lines().toList()) {
                number++;
                String text = line.strip();
                if (!text.isEmpty()) {
                    lines.add(new Line(number, text));
                }
            }
            return new Lines(file, lines);
        } catch (NoSuchFileException e) {
            throw new UnusableFileException("There is no file " + file.toAbsolutePath() + ". It should hold " + content
                    + "; --reservation.data=<directory> names the directory of the data files.");
        } catch (UnreadableTextException e) {
            throw new UnusableFileException(file.toAbsolutePath() + " cannot be read. " + e.getMessage()
                    + " It should hold " + content + ", in UTF-8 or UTF-16.");
        } catch (IOException e) {
            throw new UnusableFileException("Cannot read " + file.toAbsolutePath() + " (" + e.getMessage()
                    + "). It should be a readable file that holds " + content + ".");
        }
    }
}
