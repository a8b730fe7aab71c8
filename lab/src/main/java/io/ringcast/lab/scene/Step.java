package io.ringcast.lab.scene;

import java.util.List;

/**
 * A step of a scene.
 *
 * @param text what people read before it is done
 * @param actions what is done, in order
 * @param expectations what must be true afterwards
 */
public record Step(String text, List<Action> actions, List<Expectation> expectations) {
    /** Keeps copies. */
    public Step {
        actions = List.copyOf(actions);
        expectations = List.copyOf(expectations);
    }
}
