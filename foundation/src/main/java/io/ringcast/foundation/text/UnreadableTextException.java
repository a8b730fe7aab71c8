package io.ringcast.foundation.text;

/** Bytes that are not the text that they should be. The message is a sentence that says what they are. */
public final class UnreadableTextException extends Exception {
    UnreadableTextException(String message) {
        super(message);
    }
}
