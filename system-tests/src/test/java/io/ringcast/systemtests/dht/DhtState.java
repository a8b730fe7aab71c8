package io.ringcast.systemtests.dht;

import io.ringcast.systemtests.lab.Figures;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** What the manager tells of a ring that heals, and how long that takes. */
final class DhtState {
    private static final Duration WHOLE = Duration.ofMinutes(2);

    private DhtState() {}

    /** Waits until the ring has as many members as that, and every holder has its copies. */
    static void awaitRestored(String what, DhtCluster cluster, int members) {
        Awaitility.await(what)
                .atMost(WHOLE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> isRestored(cluster.manager().get("/api/dht").json(), members));
    }

    private static boolean isRestored(JsonNode dht, int members) {
        return areCopiesComplete(dht)
                && dht.path("phase").asString().equals("READY")
                && dht.path("ring").size() == members;
    }

    static boolean areCopiesComplete(JsonNode dht) {
        return dht.path("slots")
                .valueStream()
                .allMatch(slot -> names(slot.path("complete")).containsAll(names(slot.path("holders"))));
    }

    /** Waits until every member has the manager's latest view of the ring: a decree is pushed to members after it is made. */
    static void awaitAgreement(DhtCluster cluster) {
        Awaitility.await("the members have the manager's view")
                .atMost(WHOLE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> isAgreed(cluster, cluster.manager().get("/api/dht").json()));
    }

    /** With one copy a ring has no views: its members are the same until it is rebuilt. */
    private static boolean isAgreed(DhtCluster cluster, JsonNode dht) {
        long view = dht.path("view").asLong();
        return dht.path("copies").asInt() == 1
                || dht.path("ring")
                        .valueStream()
                        .map(member -> member.path("user").asString())
                        .allMatch(user -> cluster.node(user)
                                        .rest()
                                        .get("/api/peer")
                                        .json()
                                        .path("view")
                                        .asLong()
                                == view);
    }

    /** Which run of the user's process the manager knows; empty if none. */
    static String incarnation(DhtCluster cluster, String user) {
        return cluster.manager()
                .get("/api/users")
                .json()
                .valueStream()
                .filter(view -> view.path("user").asString().equals(user))
                .map(view -> view.path("incarnation").asString(""))
                .findFirst()
                .orElse("");
    }

    static List<Integer> lostSlots(DhtCluster cluster) {
        return cluster.manager()
                .get("/api/dht")
                .json()
                .path("slots")
                .valueStream()
                .filter(slot -> slot.path("state").asString().equals("LOST"))
                .map(slot -> slot.path("slot").asInt())
                .toList();
    }

    private static Set<String> names(JsonNode users) {
        Set<String> names = new HashSet<>();
        users.forEach(user -> names.add(user.asString()));
        return names;
    }

    static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    static void tell(String what, List<Duration> durations) {
        List<Duration> sorted = durations.stream().sorted().toList();
        Figures.tell(String.format(
                Locale.ROOT,
                "%s: %d times, median %d ms, worst %d ms",
                what,
                sorted.size(),
                sorted.get(sorted.size() / 2).toMillis(),
                sorted.getLast().toMillis()));
    }
}
