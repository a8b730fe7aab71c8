package io.ringcast.lab.scene;

import io.ringcast.lab.process.LabProcess;
import io.ringcast.lab.process.LabRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What must be true after a step. */
final class Expectations {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration AFTER_A_START = Duration.ofMinutes(3);
    private static final String REPLICA = "/api/replica";

    private Expectations() {}

    private static Expectation within(Duration time, String sentence, Function<Stage, @Nullable String> contradiction) {
        return new Expectation(sentence, time, contradiction);
    }

    /** All servers that run have applied the same changes, and their states are equal. */
    static Expectation serversAreEqual(int number) {
        return within(AFTER_A_START, number + " servers serve, with the same index and the same digest", stage -> {
            Map<String, String> seen = new TreeMap<>();
            for (LabProcess server : stage.running(LabRole.SERVER)) {
                JsonNode replica = stage.look(server, REPLICA);
                if (replica.path("state").asString("").equals("ACTIVE")) {
                    seen.put(
                            server.name(),
                            replica.path("index").asString("?") + " "
                                    + replica.path("digest").asString("?"));
                }
            }
            boolean equal = seen.size() == number
                    && Map.copyOf(seen).values().stream().distinct().count() == 1;
            return equal ? null : "index and digest are " + seen;
        });
    }

    /** Servers see exactly so many members, and one of them leads. */
    static Expectation viewOf(int members, String... without) {
        List<String> outside = List.of(without);
        return within(SOON, "The other servers go on in a view of " + members + ", in a later epoch", stage -> {
            for (LabProcess server : stage.running(LabRole.SERVER)) {
                if (outside.stream().anyMatch(name -> stage.filled(name).equals(server.name()))) {
                    continue;
                }
                JsonNode replica = stage.look(server, REPLICA);
                boolean right = replica.path("members").size() == members
                        && replica.path("state").asString("").equals("ACTIVE")
                        && replica.path("epoch").asLong() > Long.parseLong(stage.filled("{epoch}"));
                if (!right) {
                    return server.name() + " says " + brief(replica);
                }
            }
            return null;
        });
    }

    private static String brief(JsonNode replica) {
        return "%s, epoch %s, members %s"
                .formatted(
                        replica.path("state").asString("nothing"),
                        replica.path("epoch").asString("?"),
                        replica.path("members"));
    }

    /** A server refuses: it sees too few others. */
    static Expectation isInMinority(String server) {
        return within(SOON, server + " knows that it is in a minority", stage -> {
            String state =
                    stage.look(stage.named(server), REPLICA).path("state").asString("nothing");
            return state.equals("MINORITY") ? null : "it says " + state;
        });
    }

    /** All servers name the same holder of a slot. */
    static Expectation oneHolder(String slot) {
        return within(SOON, "All servers say the same of " + slot, stage -> {
            Map<String, String> holders = new TreeMap<>();
            for (LabProcess server : stage.running(LabRole.SERVER)) {
                holders.put(server.name(), holder(stage, server, slot));
            }
            boolean same =
                    Map.copyOf(holders).values().stream().distinct().count() == 1 && !holders.containsValue("nobody");
            return same ? noted(stage, slot, holders) : "they say " + holders;
        });
    }

    private static @Nullable String noted(Stage stage, String slot, Map<String, String> holders) {
        stage.note(slot + " is held by " + holders.values().iterator().next() + ", says each server");
        return null;
    }

    private static String holder(Stage stage, LabProcess server, String slot) {
        String[] words = slot.split(" ", -1);
        return stage.look(server, "/api/reservations/%s/%s/%s".formatted(words[0], words[2], words[1]))
                .path("holder")
                .asString("nobody");
    }

    /** The two sides of a partition have given the same slot away, and the group says so. */
    static Expectation conflictIsReported(String slot) {
        String room = slot.split(" ", -1)[0];
        return within(AFTER_A_START, "Each server reports the conflict, and who lost the slot", stage -> {
            for (LabProcess server : stage.running(LabRole.SERVER)) {
                JsonNode conflicts = stage.look(server, REPLICA).path("conflicts");
                JsonNode last = conflicts.isEmpty() ? conflicts : conflicts.get(conflicts.size() - 1);
                if (!last.path("room").asString("").equals(room)) {
                    return server.name() + " reports " + conflicts;
                }
                if (server.equals(stage.running(LabRole.SERVER).getFirst())) {
                    stage.note("%s keeps the slot, %s has lost it"
                            .formatted(
                                    last.path("keptHolder").asString("nobody"),
                                    last.path("lostHolder").asString("?")));
                }
            }
            return null;
        });
    }

    /** The plain replicas disagree. */
    static Expectation plainReplicasDiffer(String slot) {
        return within(SOON, "The two replicas name different holders of " + slot, stage -> {
            List<List<String>> heard = stage.plain().heard();
            if (!heard.stream().allMatch(each -> each.size() == 2)) {
                return "they have not heard everything yet: " + heard;
            }
            List<Map<String, String>> states = stage.plain().states();
            if (states.get(0).equals(states.get(1))) {
                return "both hold " + states.get(0);
            }
            stage.note("r1 heard " + heard.get(0) + " and holds " + states.get(0));
            stage.note("r2 heard " + heard.get(1) + " and holds " + states.get(1));
            return null;
        });
    }

    /** So many peers are registered and give signs of life, and none is in a ring. */
    static Expectation peersAreThere(int atLeast) {
        return within(AFTER_A_START, "At least " + atLeast + " peers are registered", stage -> {
            JsonNode users = stage.lookAtAny(LabRole.MANAGER, "/api/users");
            int present = 0;
            for (JsonNode user : users) {
                present += user.path("presence").asString("").equals("SILENT") ? 0 : 1;
            }
            return present >= atLeast ? null : present + " are";
        });
    }

    /** The ring stands, with these many members and copies of each slot. */
    static Expectation copies(int copies, Duration time) {
        return within(time, "Each slot has " + copies + " complete copies", stage -> {
            JsonNode slots = stage.dht().path("slots");
            List<Integer> counts = new ArrayList<>();
            slots.forEach(slot -> counts.add(slot.path("complete").size()));
            return !counts.isEmpty() && counts.stream().allMatch(count -> count >= copies)
                    ? null
                    : "there are " + counts;
        });
    }

    /** A slot is served, by somebody else or by its own member. */
    static Expectation slot(String sentence, String state, Predicate<Stage> server) {
        return within(AFTER_A_START, sentence, stage -> {
            JsonNode slot = stage.dht().path("slots").path(Integer.parseInt(stage.filled("{slot}")));
            return slot.path("state").asString("").equals(state) && server.test(stage) ? null : "it is " + slot;
        });
    }

    /** Who answers for the remembered slot. */
    static String server(Stage stage) {
        return stage.dht()
                .path("slots")
                .path(Integer.parseInt(stage.filled("{slot}")))
                .path("server")
                .asString("nobody");
    }

    /** A number that is remembered is right. */
    static Expectation number(String name, String sentence, IntPredicate right) {
        return within(Duration.ZERO, sentence, stage -> {
            String value = stage.filled("{" + name + "}");
            return right.test(Integer.parseInt(value)) ? null : "it is " + value;
        });
    }

    /** One remembered number is less than another. */
    static Expectation less(String one, String other, String sentence) {
        return within(Duration.ZERO, sentence, stage -> {
            int less = Integer.parseInt(stage.filled("{" + one + "}"));
            int more = Integer.parseInt(stage.filled("{" + other + "}"));
            return less < more ? null : less + " and " + more;
        });
    }
}
