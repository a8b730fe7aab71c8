package io.ringcast.lab.scene;

import io.ringcast.lab.process.Answer;
import io.ringcast.lab.process.LabProcess;
import io.ringcast.lab.process.LabRole;
import io.ringcast.lab.process.NetworkFaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What scenes do. Names of processes may be such as the stage remembers. */
final class Actions {
    private static final String CLIENT = "client";

    private Actions() {}

    /** Types a line, and has to get one of these outcomes. */
    static Action tell(String process, String line, String... outcomes) {
        return new Action(
                process + "> " + line, stage -> told(stage, stage.named(process), stage.filled(line), outcomes));
    }

    private static void told(Stage stage, LabProcess process, String line, String... outcomes) {
        stage.done(process.name(), line);
        Answer answer = stage.tell(process, line);
        String status = answer.body().path("status").asString("no answer");
        List<String> lines = new ArrayList<>();
        answer.body().path("lines").forEach(each -> lines.add(each.asString()));
        stage.note(line + " → " + status + lines.stream().limit(2).collect(Collectors.joining("; ", ": ", "")));
        if (!List.of(outcomes).contains(status)) {
            throw new SceneFailedException("'%s' should end with %s; it ended with %s %s"
                    .formatted(line, String.join(" or ", outcomes), status, lines));
        }
    }

    /** Frees a slot for what follows, if somebody holds it. */
    static Action free(String slot) {
        return tell(CLIENT, "delete " + slot, "OK", "NOT_RESERVED");
    }

    /** Reserves at one server over its HTTP side, in somebody's name; the status of HTTP has to be one of these. */
    static Action reserveAt(String server, String slot, String holder, Integer... statuses) {
        return new Action(
                "At " + server + " itself, " + holder + " reserves " + slot,
                stage -> reserved(stage, stage.named(server), slot, holder, Set.of(statuses)));
    }

    private static void reserved(Stage stage, LabProcess server, String slot, String holder, Set<Integer> statuses) {
        stage.done(server.name(), "reserve " + slot + " for " + holder);
        Answer answer = stage.post(server, "/api/reservations", body(slot, holder));
        String said = answer.body().path("detail").asString("");
        stage.note("%s answers %s with HTTP %d%s"
                .formatted(server.name(), holder, answer.status(), said.isEmpty() ? "" : ": " + said));
        if (!statuses.contains(answer.status())) {
            throw new SceneFailedException("HTTP " + answer.status() + " came, and it should be one of " + statuses);
        }
    }

    private static Map<String, String> body(String slot, String holder) {
        String[] words = slot.split(" ", -1);
        return Map.of("room", words[0], "timeslot", words[1], "day", words[2], "holder", holder);
    }

    /** Several people ask for the same slots at the same moment, each at a server of its own. */
    static Action contest(List<String> slots, List<String> holders) {
        return new Action(
                String.join(", ", holders) + " all want " + String.join("; ", slots) + ", at the same moment",
                stage -> {
                    List<LabProcess> servers = stage.running(LabRole.SERVER);
                    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                        for (String slot : slots) {
                            List<Future<Answer>> answers = new ArrayList<>();
                            for (int i = 0; i < holders.size(); i++) {
                                LabProcess server = servers.get(i % servers.size());
                                String holder = holders.get(i);
                                stage.done(server.name(), "reserve " + slot + " for " + holder);
                                answers.add(threads.submit(
                                        () -> stage.post(server, "/api/reservations", body(slot, holder))));
                            }
                            List<Integer> statuses = new ArrayList<>();
                            for (Future<Answer> answer : answers) {
                                statuses.add(result(answer).status());
                            }
                            stage.note(slot + ": HTTP " + statuses);
                            if (statuses.stream()
                                            .filter(status -> status == 201)
                                            .count()
                                    != 1) {
                                throw new SceneFailedException(slot + " was given to none or to several: " + statuses);
                            }
                        }
                    }
                });
    }

    private static Answer result(Future<Answer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SceneFailedException("The scene was interrupted.");
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    static Action kill(String process) {
        return new Action("kill -9 " + process, stage -> {
            LabProcess killed = stage.named(process);
            stage.processes().kill(killed.name());
            stage.done(killed.name(), "kill -9");
        });
    }

    static Action start(String process) {
        return new Action("Start " + process + " again", stage -> {
            LabProcess started = stage.named(process);
            stage.processes().start(started);
            stage.done(started.name(), "start");
        });
    }

    /** Delays everything that arrives at any process, each datagram by another time. */
    static Action jitter(int millis) {
        return new Action(
                millis == 0
                        ? "The network is as it was"
                        : "Every datagram is held for up to " + millis
                                + " ms: each process hears them in another order",
                stage -> {
                    stage.network().set(new NetworkFaults(0, 0, millis, List.of()));
                    stage.done("all", "jitter " + millis + " ms");
                });
    }

    /** Cuts one server off from all other processes. */
    static Action cutOff(String server) {
        return new Action("Cut off " + server + " from everybody else", stage -> {
            String alone = stage.named(server).name();
            Set<String> others = stage.processes().all().stream()
                    .map(LabProcess::name)
                    .filter(name -> !name.equals(alone))
                    .collect(Collectors.toCollection(TreeSet::new));
            stage.network().set(NetworkFaults.NONE.with(List.of(Set.of(alone), others)));
            stage.done(alone, "partition");
        });
    }

    static Action heal() {
        return new Action("Heal the network", stage -> {
            stage.network().set(NetworkFaults.NONE);
            stage.done("all", "heal");
        });
    }

    /** Restarts the servers with another rule about majorities. */
    static Action serversServe(boolean onlyWithMajority) {
        return new Action(
                onlyWithMajority
                        ? "Start the servers with reservation.servers=3: only a majority serves"
                        : "Start the servers without reservation.servers: whoever runs serves",
                stage -> {
                    stage.processes().restartServers(onlyWithMajority);
                    stage.done("all", onlyWithMajority ? "servers with a majority" : "servers without a majority");
                });
    }

    /** Remembers the leader of the servers as {@code leader}, and its epoch. */
    static Action noteLeader() {
        return new Action("Who leads?", stage -> {
            JsonNode replica = stage.lookAtAny(LabRole.SERVER, "/api/replica");
            stage.remember("leader", replica.path("coordinator").asString());
            stage.remember("epoch", replica.path("epoch").asString());
            stage.note(stage.filled("{leader} leads in epoch {epoch}"));
        });
    }
}
