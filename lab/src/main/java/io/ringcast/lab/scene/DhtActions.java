package io.ringcast.lab.scene;

import io.ringcast.lab.process.Answer;
import io.ringcast.lab.process.LabProcess;
import io.ringcast.lab.process.LabRole;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What scenes do with the DHT. */
final class DhtActions {
    private static final String KEY = "Aruba";
    private static final int KEY_POSITION = 138;

    private DhtActions() {}

    /** Ends the DHT that there may be, and builds one. */
    static Action build(int members, String overlay) {
        return new Action("Build a DHT of " + members + " peers with the overlay " + overlay, stage -> {
            JsonNode dht = stage.dht();
            if (!dht.path("ring").isEmpty()) {
                String leader = dht.path("leader").asString();
                command(stage, stage.peerOf(leader), "teardown-dht " + leader);
            }
            LabProcess first = stage.running(LabRole.PEER).getFirst();
            command(stage, first, "setup-dht " + members + " " + first.user() + " " + overlay);
            stage.remember("asker", freePeer(stage).name());
        });
    }

    private static void command(Stage stage, LabProcess peer, String line) {
        stage.done(peer.name(), line);
        Answer answer = stage.tell(peer, line);
        String status = answer.body().path("status").asString("no answer");
        stage.note(line + " → " + status);
        if (!status.equals("SUCCESS")) {
            throw new SceneFailedException(
                    line + " ended with " + status + " " + answer.body().path("lines"));
        }
    }

    /** A peer that the managers have left out of the ring. */
    private static LabProcess freePeer(Stage stage) {
        List<String> members = users(stage.dht().path("ring"));
        return stage.running(LabRole.PEER).stream()
                .filter(peer -> !members.contains(peer.user()))
                .findFirst()
                .orElseThrow(() -> new SceneFailedException("Every peer is in the DHT; nobody is free to ask."));
    }

    private static List<String> users(JsonNode ring) {
        return StreamSupport.stream(ring.spliterator(), false)
                .map(node -> node.path("user").asString())
                .toList();
    }

    /** Looks up records, and remembers the hops of all together under a name. */
    static Action lookUp(List<String> keys, int times, String rememberedAs) {
        String what = keys.size() == 1 ? keys.getFirst() : keys.size() + " records, each " + times + " times";
        return new Action("{asker} looks up " + what, stage -> {
            LabProcess asker = stage.named("{asker}");
            int hops = 0;
            int longest = 0;
            for (int i = 0; i < times; i++) {
                for (String key : keys) {
                    JsonNode found = found(stage, asker, key);
                    int way = found.path("path").size() - 1;
                    hops += way;
                    longest = Math.max(longest, way);
                    if (i == 0 && key.equals(KEY)) {
                        stage.note(told(key, found));
                    }
                }
            }
            stage.remember(rememberedAs, Integer.toString(hops));
            stage.remember(rememberedAs + "-longest", Integer.toString(longest));
            stage.note(hops + " hops in all, " + longest + " at most");
        });
    }

    private static JsonNode found(Stage stage, LabProcess asker, String key) {
        Answer answer = stage.get(
                asker,
                "/api/records/" + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20"));
        if (!answer.isGood()) {
            throw new SceneFailedException(
                    key + " was not found: " + answer.body().path("detail").asString("no answer"));
        }
        return answer.body();
    }

    private static String told(String key, JsonNode found) {
        List<String> hops = new ArrayList<>();
        found.path("path").forEach(node -> hops.add(node.asString()));
        String reasons = StreamSupport.stream(found.path("reasons").spliterator(), false)
                .map(JsonNode::asString)
                .collect(Collectors.joining(", "));
        return "%s: position %d, by nodes %s%s"
                .formatted(
                        key,
                        found.path("position").asInt(),
                        String.join(" → ", hops),
                        reasons.isEmpty() ? "" : " (" + reasons + ")");
    }

    /** Remembers which member answers for Aruba as {@code owner}, and its user. */
    static Action noteOwner() {
        return new Action("Who has " + KEY + "?", stage -> {
            JsonNode slots = stage.dht().path("slots");
            int slot = KEY_POSITION % slots.size();
            String user = slots.get(slot).path("server").asString();
            stage.remember("slot", Integer.toString(slot));
            stage.remember("user", user);
            stage.remember("owner", stage.peerOf(user).name());
            stage.note(stage.filled("%d mod %d = {slot}: {user}, the process {owner}")
                    .formatted(KEY_POSITION, slots.size()));
        });
    }
}
