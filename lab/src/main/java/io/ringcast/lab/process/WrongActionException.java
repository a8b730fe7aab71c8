package io.ringcast.lab.process;

/** Something was asked of the lab that cannot be done now; the message says why, for people. */
public final class WrongActionException extends RuntimeException {
    public WrongActionException(String sentence) {
        super(sentence);
    }
}
