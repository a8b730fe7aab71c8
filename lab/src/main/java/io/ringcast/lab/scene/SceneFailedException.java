package io.ringcast.lab.scene;

/** An action of a scene has ended otherwise than it must; the message says how, for people. */
final class SceneFailedException extends RuntimeException {
    SceneFailedException(String sentence) {
        super(sentence);
    }
}
