package io.ringcast.lab.scene;

import io.ringcast.lab.process.Answer;
import io.ringcast.lab.process.Calls;
import io.ringcast.lab.process.FaultInjection;
import io.ringcast.lab.process.LabProcess;
import io.ringcast.lab.process.LabProcess.LifeState;
import io.ringcast.lab.process.LabProcesses;
import io.ringcast.lab.process.LabRole;
import io.ringcast.lab.trace.Recorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a scene plays with: the lab, and what it remembers of what it has seen. One thread uses it at a time. */
public final class Stage {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration QUICK = Duration.ofSeconds(2);

    private final LabProcesses processes;
    private final Calls calls;
    private final FaultInjection network;
    private final Recorder recorder;
    private final PlainReplicas plain;
    private final Map<String, String> remembered = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    Stage(LabProcesses processes, Calls calls, FaultInjection network, Recorder recorder, PlainReplicas plain) {
        this.processes = processes;
        this.calls = calls;
        this.network = network;
        this.recorder = recorder;
        this.plain = plain;
    }

    LabProcesses processes() {
        return processes;
    }

    FaultInjection network() {
        return network;
    }

    /** Two replicas that only listen to a multicast group. */
    PlainReplicas plain() {
        return plain;
    }

    void remember(String name, String value) {
        remembered.put(name, value);
    }

    /** The text with what is remembered in place of the names in braces. */
    String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> each : remembered.entrySet()) {
            filled = filled.replace("{" + each.getKey() + "}", each.getValue());
        }
        return filled;
    }

    /** Something that people are to see, such as an answer. */
    void note(String text) {
        notes.add(text);
    }

    /** The notes since they were last taken. */
    List<String> takeNotes() {
        List<String> taken = List.copyOf(notes);
        notes.clear();
        return taken;
    }

    /** Records something that was done. */
    void done(String process, String what) {
        recorder.done(process, what);
    }

    /** The process of this name, or of the name that is remembered. */
    LabProcess named(String name) {
        return processes.named(filled(name));
    }

    /** The peer of a user. */
    LabProcess peerOf(String user) {
        return processes.of(LabRole.PEER).stream()
                .filter(peer -> user.equals(peer.user()))
                .findFirst()
                .orElseThrow(() -> new SceneFailedException("No peer of the lab is " + user + "'s."));
    }

    /** Servers, managers or peers that run and are not paused. */
    List<LabProcess> running(LabRole role) {
        return processes.of(role).stream()
                .filter(process -> process.state() == LifeState.RUNNING)
                .toList();
    }

    /** What a process answers; waits for an answer that takes its time. */
    Answer get(LabProcess process, String path) {
        return calls.get(process, path, PATIENCE);
    }

    /** What a process says of itself now; missing if it does not answer soon. */
    JsonNode look(LabProcess process, String path) {
        return calls.get(process, path, QUICK).body();
    }

    /** What the first manager that answers says of the DHT. */
    JsonNode dht() {
        return lookAtAny(LabRole.MANAGER, "/api/dht");
    }

    /** What the first process of a role that answers says. */
    JsonNode lookAtAny(LabRole role, String path) {
        for (LabProcess process : running(role)) {
            Answer answer = calls.get(process, path, QUICK);
            if (answer.isGood()) {
                return answer.body();
            }
        }
        throw new SceneFailedException("No " + role.word() + " answers.");
    }

    /** Sends JSON to a process, and waits for the answer. */
    Answer post(LabProcess process, String path, Map<String, String> body) {
        return calls.send(process, "POST", path, body, PATIENCE);
    }

    /** Types a line at the prompt of a process, and waits for the answer. */
    Answer tell(LabProcess process, String line) {
        return post(process, "/api/commands", Map.of("line", line));
    }
}
