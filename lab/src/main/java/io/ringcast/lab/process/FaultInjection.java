package io.ringcast.lab.process;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Brings the faults of the network to the processes, in whose transport they happen. Thread-safe. */
public final class FaultInjection {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final LabProcesses processes;
    private final Calls calls;
    private volatile NetworkFaults faults = NetworkFaults.NONE;

    /** A sound network. */
    public FaultInjection(LabProcesses processes, Calls calls) {
        this.processes = processes;
        this.calls = calls;
    }

    /** What is in force. */
    public NetworkFaults faults() {
        return faults;
    }

    /**
     * Puts faults in force at all processes that run. Those that are started later get them when they first answer.
     *
     * @throws WrongActionException if a value is refused, or a part names no process
     */
    public synchronized void set(NetworkFaults next) {
        next.parts().forEach(part -> part.forEach(processes::named));
        NetworkFaults before = faults;
        faults = next;
        for (LabProcess process : processes.all()) {
            if (process.state() == LabProcess.LifeState.RUNNING) {
                Answer answer = bring(process, next);
                if (answer.status() == 400) {
                    faults = before;
                    throw new WrongActionException(answer.body().path("detail").asString("The faults were refused."));
                }
            }
        }
    }

    /** Brings what is in force to a process that has just begun to answer, or goes on after a pause. */
    public synchronized void apply(LabProcess process) {
        bring(process, faults);
    }

    private Answer bring(LabProcess process, NetworkFaults now) {
        List<Integer> blocked = processes.all().stream()
                .filter(other -> now.separates(process.name(), other.name()))
                .map(LabProcess::firstPort)
                .toList();
        return calls.send(
                process,
                "PUT",
                "/api/lab/faults",
                Map.of(
                        "loseOneIn",
                        now.loseOneIn(),
                        "delayMillis",
                        now.delayMillis(),
                        "jitterMillis",
                        now.jitterMillis(),
                        "blocked",
                        blocked),
                TIMEOUT);
    }
}
