package io.ringcast.console;

/** A setting is mistyped. The message says where it stands, and what would have been right. */
final class WrongSettingException extends RuntimeException {
    WrongSettingException(String message) {
        super(message);
    }
}
