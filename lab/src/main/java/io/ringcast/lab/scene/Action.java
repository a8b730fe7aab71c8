package io.ringcast.lab.scene;

import java.util.function.Consumer;

/**
 * Something that a scene does.
 *
 * @param sentence for people; {@code {name}} stands for what the stage remembers under that name
 * @param performance does it; throws {@link SceneFailedException} if it does not end as it must
 */
public record Action(String sentence, Consumer<Stage> performance) {}
