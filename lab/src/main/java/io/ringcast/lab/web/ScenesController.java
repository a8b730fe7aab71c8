package io.ringcast.lab.web;

import io.ringcast.lab.process.WrongActionException;
import io.ringcast.lab.scene.SceneRuns;
import io.ringcast.lab.scene.Scenes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The guided scenes. */
@RestController
@RequestMapping("/api/lab/scenes")
@Tag(name = "scenes", description = "Guided scenes, played step by step")
class ScenesController {
    private final SceneRuns runs;

    ScenesController(SceneRuns runs) {
        this.runs = runs;
    }

    /** A scene that can be begun. */
    record SceneView(
            @Schema(example = "crash") String name,
            @Schema(example = "A crash and a view change") String title,

            @Schema(example = "A server that dies is left out by the next view.")
            String idea,

            @Schema(example = "3") int steps) {}

    /**
     * All scenes, and how far the one is that is played.
     *
     * @param now null if none is
     */
    record ScenesView(List<SceneView> scenes, SceneRuns.@Nullable Progress now) {}

    @GetMapping
    @Operation(summary = "All scenes, and how far the one is that is played")
    ScenesView scenes() {
        return new ScenesView(
                Scenes.all().stream()
                        .map(scene -> new SceneView(
                                scene.name(),
                                scene.title(),
                                scene.idea(),
                                scene.steps().size()))
                        .toList(),
                runs.progress());
    }

    @PostMapping("/{name}")
    @Operation(summary = "Begins a scene: heals the network, starts what does not run, and waits until all serve")
    SceneRuns.Progress begin(@Parameter(example = "crash") @PathVariable String name) {
        return runs.begin(name);
    }

    @PostMapping("/next")
    @Operation(summary = "Plays the next step, and answers when it is known whether all is as it must be")
    SceneRuns.Progress next() {
        return runs.next();
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Ends the scene, and heals the network")
    void end() {
        runs.end();
    }

    @ExceptionHandler
    ProblemDetail wrong(WrongActionException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, e.getMessage());
    }
}
