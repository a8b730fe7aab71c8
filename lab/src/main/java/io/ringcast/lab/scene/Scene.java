package io.ringcast.lab.scene;

import java.util.List;

/**
 * A scene with one idea.
 *
 * @param name in addresses
 * @param idea in a sentence
 */
public record Scene(String name, String title, String idea, List<Step> steps) {
    /** Keeps a copy. */
    public Scene {
        steps = List.copyOf(steps);
    }
}
