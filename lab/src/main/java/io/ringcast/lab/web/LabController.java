package io.ringcast.lab.web;

import io.ringcast.lab.load.Load;
import io.ringcast.lab.process.Answer;
import io.ringcast.lab.process.Board;
import io.ringcast.lab.process.Calls;
import io.ringcast.lab.process.FaultInjection;
import io.ringcast.lab.process.LabProcess;
import io.ringcast.lab.process.LabProcess.LifeState;
import io.ringcast.lab.process.LabProcesses;
import io.ringcast.lab.process.LabRole;
import io.ringcast.lab.process.NetworkFaults;
import io.ringcast.lab.process.WrongActionException;
import io.ringcast.lab.trace.RecordedEvent;
import io.ringcast.lab.trace.Recorder;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What the page of the lab shows and does. */
@RestController
@RequestMapping("/api/lab")
@Tag(name = "lab", description = "The processes of the lab, what is done to them, and what they send")
class LabController {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int EVENTS_MAX = 2_000;

    private final LabProcesses processes;
    private final Board board;
    private final FaultInjection faults;
    private final Recorder recorder;
    private final Load load;
    private final Calls calls;

    LabController(
            LabProcesses processes, Board board, FaultInjection faults, Recorder recorder, Load load, Calls calls) {
        this.processes = processes;
        this.board = board;
        this.faults = faults;
        this.recorder = recorder;
        this.load = load;
        this.calls = calls;
    }

    /**
     * The lab.
     *
     * @param dht what a manager says of it; null while none answers
     * @param majorityOf of how many servers a majority has to be there to serve; 0 if whoever runs serves
     * @param lastEvent the number of the latest recorded event
     */
    record LabView(
            List<ProcessView> processes,
            FaultsBody faults,
            Load.LoadView load,
            @Nullable JsonNode dht,
            @Schema(example = "0") int majorityOf,
            @Schema(example = "4711") long lastEvent) {}

    /**
     * A process.
     *
     * @param url its own pages
     * @param user of a peer
     * @param status what it says of itself; null if it does not answer
     */
    record ProcessView(
            @Schema(example = "s1") String name,
            @Schema(example = "server") String role,
            LifeState state,
            @Schema(example = "4711") @Nullable Long pid,
            @Schema(example = "http://127.0.0.1:8074/") String url,
            @Schema(example = "alice") @Nullable String user,
            @Nullable JsonNode status) {}

    /**
     * The faults of the network.
     *
     * @param parts of a partition: names of processes that hear each other; a process that is in none hears all
     */
    record FaultsBody(
            @Schema(example = "5") int loseOneIn,
            @Schema(example = "0") int delayMillis,
            @Schema(example = "40") int jitterMillis,

            @Schema(example = "[[\"s1\"],[\"s2\",\"s3\",\"client\"]]") @Nullable
            List<Set<String>> parts) {
        static FaultsBody of(NetworkFaults faults) {
            return new FaultsBody(faults.loseOneIn(), faults.delayMillis(), faults.jitterMillis(), faults.parts());
        }
    }

    /** What to add. */
    record NewProcess(@Schema(example = "server") @Nullable String role) {}

    /** How many clients are to ask. */
    record LoadBody(@Schema(example = "8") int clients) {}

    /** A line for a prompt. */
    record LineBody(
            @Schema(example = "check ME4494") @Nullable String line) {}

    /** Something that can be done to a process. */
    enum Deed {
        STOP,
        KILL,
        PAUSE,
        RESUME,
        RESTART
    }

    @GetMapping
    @Operation(summary = "All processes, the faults, the load and the DHT")
    LabView lab() {
        return new LabView(
                processes.all().stream().map(this::view).toList(),
                FaultsBody.of(faults.faults()),
                load.view(),
                board.dht(),
                processes.majorityOf(),
                recorder.last());
    }

    private ProcessView view(LabProcess process) {
        return new ProcessView(
                process.name(),
                process.role().word(),
                process.state(),
                process.pid(),
                "http://127.0.0.1:" + process.httpPort() + "/",
                process.user(),
                board.of(process));
    }

    @PostMapping("/processes")
    @Operation(summary = "Adds a server or a peer")
    ProcessView add(@RequestBody NewProcess body) {
        LabRole role = Arrays.stream(LabRole.values())
                .filter(each -> each.word().equals(body.role()))
                .findFirst()
                .orElseThrow(() -> new WrongActionException("role is server or peer"));
        LabProcess added = processes.add(role);
        recorder.done(added.name(), "add");
        return view(added);
    }

    @PostMapping("/processes/{name}/{deed}")
    @Operation(summary = "Does something to a process: stop, kill, pause, resume or restart")
    ProcessView act(
            @Parameter(example = "s1") @PathVariable String name,
            @Parameter(example = "kill") @PathVariable String deed) {
        Deed done = Arrays.stream(Deed.values())
                .filter(each -> each.name().equalsIgnoreCase(deed))
                .findFirst()
                .orElseThrow(() -> new WrongActionException("Nobody can " + deed + " a process here."));
        recorder.done(processes.named(name).name(), deed);
        switch (done) {
            case STOP -> processes.stop(name);
            case KILL -> processes.kill(name);
            case PAUSE -> processes.pause(name);
            case RESUME -> {
                processes.resume(name);
                faults.apply(processes.named(name)); // They may have been changed meanwhile.
            }
            case RESTART -> processes.restart(name);
        }
        return view(processes.named(name));
    }

    @PutMapping("/network")
    @Operation(summary = "Sets what happens to all datagrams: loss, delay, partition")
    FaultsBody network(@RequestBody FaultsBody body) {
        List<Set<String>> parts = body.parts();
        NetworkFaults next = new NetworkFaults(
                body.loseOneIn(), body.delayMillis(), body.jitterMillis(), parts == null ? List.of() : parts);
        faults.set(next);
        recorder.done("all", told(next));
        return FaultsBody.of(next);
    }

    private static String told(NetworkFaults next) {
        if (next.equals(NetworkFaults.NONE)) {
            return "a sound network";
        }
        return "loss %s, delay %d to %d ms%s"
                .formatted(
                        next.loseOneIn() == 0 ? "none" : "1 in " + next.loseOneIn(),
                        next.delayMillis(),
                        next.delayMillis() + next.jitterMillis(),
                        next.parts().isEmpty()
                                ? ""
                                : next.parts().stream()
                                        .map(part -> String.join(" ", part))
                                        .collect(Collectors.joining(" | ", ", partition ", "")));
    }

    @PutMapping("/load")
    @Operation(summary = "Sets how many clients ask all the time, from 0 to " + Load.CLIENTS_MAX)
    Load.LoadView load(@RequestBody LoadBody body) {
        load.set(body.clients());
        recorder.done("client", "load of " + body.clients());
        return load.view();
    }

    @PostMapping("/processes/{name}/commands")
    @Operation(summary = "Types a line at the prompt of a client or a peer, and tells its answer")
    JsonNode command(@Parameter(example = "client") @PathVariable String name, @RequestBody LineBody body) {
        LabProcess process = processes.named(name);
        String line = body.line() == null ? "" : body.line();
        recorder.done(name, line);
        return answered(process, calls.send(process, "POST", "/api/commands", Map.of("line", line), PATIENCE));
    }

    @GetMapping("/processes/{name}/records/{*key}")
    @Operation(summary = "Looks up a record at a peer, with the way that the query took")
    JsonNode record(
            @Parameter(example = "p6") @PathVariable String name,
            @Parameter(example = "Aruba") @PathVariable String key) {
        LabProcess process = processes.named(name);
        recorder.done(name, "query " + key.substring(1));
        String path = java.net.URLEncoder.encode(key.substring(1), java.nio.charset.StandardCharsets.UTF_8)
                .replace("+", "%20");
        return answered(process, calls.get(process, "/api/records/" + path, PATIENCE));
    }

    private static JsonNode answered(LabProcess process, Answer answer) {
        if (answer.status() == 0) {
            throw new WrongActionException(process.name() + " does not answer; it is " + process.state() + ".");
        }
        if (!answer.isGood()) {
            throw new WrongActionException(answer.body().path("detail").asString("HTTP " + answer.status()));
        }
        return answer.body();
    }

    @GetMapping("/events")
    @Operation(summary = "What was recorded after a number, oldest first")
    List<RecordedEvent> events(
            @Parameter(example = "4700") @RequestParam(defaultValue = "0") long after,
            @Parameter(example = "500") @RequestParam(defaultValue = "500") int limit) {
        return recorder.after(after, Math.clamp(limit, 1, EVENTS_MAX));
    }

    @ExceptionHandler
    ProblemDetail wrong(WrongActionException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, e.getMessage());
    }
}
