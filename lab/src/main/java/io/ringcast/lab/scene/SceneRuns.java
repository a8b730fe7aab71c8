package io.ringcast.lab.scene;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ringcast.lab.process.Calls;
import io.ringcast.lab.process.FaultInjection;
import io.ringcast.lab.process.LabProcess;
import io.ringcast.lab.process.LabProcesses;
import io.ringcast.lab.process.LabRole;
import io.ringcast.lab.process.NetworkFaults;
import io.ringcast.lab.process.WrongActionException;
import io.ringcast.lab.trace.Recorder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Plays scenes, one at a time, step by step. Thread-safe. */
public final class SceneRuns implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final LabProcesses processes;
    private final Calls calls;
    private final FaultInjection network;
    private final Recorder recorder;
    private final PlainReplicas plain;
    private final ReentrantLock playing = new ReentrantLock();
    private volatile @Nullable Run run;

    /** A scene that has begun. */
    private record Run(Scene scene, Stage stage, List<StepResult> results) {}

    /**
     * What became of a step.
     *
     * @param did what was done
     * @param notes what people are to see
     * @param failure why an action ended otherwise than it must; null if none did
     */
    public record StepResult(
            String text,
            List<String> did,
            List<String> notes,
            List<CheckResult> checks,
            @Nullable String failure) {
        /** Whether all is as it must be. */
        @JsonProperty
        public boolean good() {
            return failure == null && checks.stream().allMatch(CheckResult::good);
        }
    }

    /**
     * What became of an expectation.
     *
     * @param good whether it is true
     * @param instead what is so instead, if not
     * @param millis how long it took to become true
     */
    public record CheckResult(
            String sentence, boolean good, @Nullable String instead, long millis) {}

    /**
     * How far a scene is.
     *
     * @param next the text of the next step; null after the last one
     */
    public record Progress(
            String name,
            String title,
            String idea,
            int steps,
            List<StepResult> results,
            @Nullable String next) {}

    /** No scene has begun. */
    public SceneRuns(
            LabProcesses processes, Calls calls, FaultInjection network, Recorder recorder, InetSocketAddress plain) {
        this.processes = processes;
        this.calls = calls;
        this.network = network;
        this.recorder = recorder;
        this.plain = new PlainReplicas(plain);
    }

    /** How far the scene is that is played; null if none is. */
    public @Nullable Progress progress() {
        Run now = run;
        return now == null ? null : progress(now);
    }

    private static Progress progress(Run now) {
        Scene scene = now.scene();
        List<StepResult> results = List.copyOf(now.results());
        boolean over = results.size() == scene.steps().size()
                || (!results.isEmpty() && !results.getLast().good());
        return new Progress(
                scene.name(),
                scene.title(),
                scene.idea(),
                scene.steps().size(),
                results,
                over ? null : scene.steps().get(results.size()).text());
    }

    /**
     * Begins a scene: the network is healed, and everything that was stopped is started. Waits until all serve.
     *
     * @throws WrongActionException if there is no such scene, one is being played, or something does not start
     */
    public Progress begin(String name) {
        Scene scene = Scenes.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new WrongActionException("There is no scene " + name + "."));
        return alone(() -> {
            makeReady();
            var begun = new Run(scene, new Stage(processes, calls, network, recorder, plain), new ArrayList<>());
            run = begun;
            recorder.done("all", "scene " + name);
            return progress(begun);
        });
    }

    /** Plays the next step, and waits for what must be true afterwards. */
    public Progress next() {
        return alone(() -> {
            Run now = run;
            if (now == null || progress(now).next() == null) {
                throw new WrongActionException("There is no further step; begin a scene.");
            }
            now.results().add(play(now.scene().steps().get(now.results().size()), now.stage()));
            return progress(now);
        });
    }

    /** Ends the scene, and heals the network. */
    public void end() {
        alone(() -> {
            run = null;
            plain.close();
            network.set(NetworkFaults.NONE);
            return true;
        });
    }

    private interface Play<T> {
        T run() throws InterruptedException;
    }

    private <T> T alone(Play<T> play) {
        if (!playing.tryLock()) {
            throw new WrongActionException("A step is being played; wait for its end.");
        }
        try {
            return play.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WrongActionException("The lab ends.");
        } finally {
            playing.unlock();
        }
    }

    private static StepResult play(Step step, Stage stage) throws InterruptedException {
        List<String> did = new ArrayList<>();
        String failure = null;
        try {
            for (Action action : step.actions()) {
                did.add(stage.filled(action.sentence()));
                action.performance().accept(stage);
                did.set(did.size() - 1, stage.filled(action.sentence()));
            }
        } catch (SceneFailedException | WrongActionException e) {
            failure = e.getMessage();
        }
        List<CheckResult> checks = new ArrayList<>();
        if (failure == null) {
            for (Expectation expectation : step.expectations()) {
                checks.add(check(expectation, stage));
            }
        }
        return new StepResult(step.text(), did, stage.takeNotes(), checks, failure);
    }

    private static CheckResult check(Expectation expectation, Stage stage) throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            String instead;
            try {
                instead = expectation.contradiction().apply(stage);
            } catch (SceneFailedException e) {
                instead = e.getMessage();
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            if (instead == null || waited.compareTo(expectation.within()) >= 0) {
                return new CheckResult(
                        stage.filled(expectation.sentence()), instead == null, instead, waited.toMillis());
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private void makeReady() throws InterruptedException {
        plain.close();
        for (LabProcess process : processes.all()) {
            switch (process.state()) {
                case PAUSED -> process.resume();
                case STOPPED, KILLED, FAILED -> processes.start(process);
                case STARTING, RUNNING -> {}
            }
        }
        network.set(NetworkFaults.NONE);
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (true) {
            String missing = missing();
            if (missing == null) {
                return;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new WrongActionException("Not everything has started: " + missing);
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private @Nullable String missing() {
        var stage = new Stage(processes, calls, network, recorder, plain);
        for (LabProcess process : processes.all()) {
            if (process.state() != LabProcess.LifeState.RUNNING) {
                return process.name() + " is " + process.state();
            }
            if (process.role() == LabRole.SERVER || process.role() == LabRole.MANAGER) {
                String state = stage.look(process, process.role().statusPath())
                        .path("state")
                        .asString("silent");
                if (!state.equals("ACTIVE")) {
                    return process.name() + " is " + state;
                }
            }
            if (process.role() == LabRole.PEER
                    && !stage.look(process, process.role().statusPath())
                            .path("user")
                            .isString()) {
                return process.name() + " is not registered";
            }
        }
        return null;
    }

    @Override
    public void close() {
        plain.close();
    }
}
