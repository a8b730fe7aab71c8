package io.ringcast.lab.scene;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What must be true after a step.
 *
 * @param sentence for people, with names as in {@link Action}
 * @param within how soon; it is looked at again and again until then
 * @param contradiction what is so instead; null if it is true
 */
public record Expectation(String sentence, Duration within, Function<Stage, @Nullable String> contradiction) {}
