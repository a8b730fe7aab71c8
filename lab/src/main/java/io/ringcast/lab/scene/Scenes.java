package io.ringcast.lab.scene;

import java.time.Duration;
import java.util.List;

/** The six scenes, in the order in which they are best seen. */
public final class Scenes {
    private static final String SLOT = "SA412 17:30-19:00 Thursday";
    private static final String CRASH_SLOT = "SA412 19:30-21:00 Thursday";
    private static final String AGAIN_SLOT = "SA412 19:30-21:00 Friday";
    private static final String MAJORITY_SLOT = "ME4326 19:30-21:00 Thursday";
    private static final String TWICE_SLOT = "ME4326 19:30-21:00 Friday";
    private static final List<String> CONTESTED = List.of(
            "MC5050 8:30-9:30 Thursday",
            "MC5050 9:30-10:30 Thursday",
            "MC5050 10:30-11:30 Thursday",
            "MC5050 11:30-12:30 Thursday");

    /** Long names of the dataset. */
    private static final List<String> KEYS = List.of(
            "Aruba",
            "Belize",
            "Barbados",
            "Canada",
            "Georgia",
            "Grenada",
            "Guam",
            "Hungary",
            "Ireland",
            "Jamaica",
            "Japan",
            "Mongolia",
            "Malaysia",
            "Nepal",
            "Romania",
            "Samoa");

    private static final int ROUNDS = 4;
    private static final int PEERS = 6;
    private static final int MEMBERS = 5;
    private static final int SERVERS = 3;
    /** The binary logarithm of the ring's size, rounded up. */
    private static final int CHORD_HOPS_MAX = 3;

    private static final Duration HEALING = Duration.ofSeconds(30);

    private Scenes() {}

    /** All of them. */
    public static List<Scene> all() {
        return List.of(multicast(), order(), crash(), partition(), lookup(), peer());
    }

    private static Scene multicast() {
        return new Scene(
                "multicast",
                "Why multicast alone diverges",
                "Two replicas that hear the same datagrams in different orders end in different states.",
                List.of(
                        new Step(
                                "Two plain replicas listen to a multicast group. Each keeps a table of slots: whoever"
                                        + " asks first has the slot. Nothing else connects them. One client is near to"
                                        + " each of them; its datagrams take 150 ms longer to the other one.",
                                List.of(new Action(
                                        "Two replicas join a group",
                                        stage -> stage.plain().open())),
                                List.of(new Expectation(
                                        "Both tables are empty and equal",
                                        Duration.ZERO,
                                        stage -> stage.plain().states().stream().allMatch(state -> state.isEmpty())
                                                ? null
                                                : "they are " + stage.plain().states()))),
                        new Step(
                                "Ann and Ben multicast a request for the same slot at the same moment. Every datagram"
                                        + " arrives, exactly once. But r1 hears Ann first, and r2 hears Ben first.",
                                List.of(new Action("Ann and Ben reserve " + SLOT, stage -> {
                                    stage.plain().reserve(SLOT, "ann", "ben");
                                    stage.done("group", "ann and ben reserve " + SLOT);
                                })),
                                List.of(Expectations.plainReplicasDiffer(SLOT))),
                        new Step(
                                "No further datagram repairs that: each replica is sure. Both Ann and Ben were told yes."
                                        + " What is missing is one order that all replicas follow.",
                                List.of(new Action("Ann and Ben ask again", stage -> {
                                    stage.plain().reserve(SLOT, "ann", "ben");
                                    stage.done("group", "ann and ben ask again");
                                })),
                                List.of(new Expectation(
                                        "They have heard it again, and still differ", Duration.ofSeconds(5), stage -> {
                                            boolean heard = stage.plain().heard().stream()
                                                    .allMatch(each -> each.size() == 4);
                                            return heard
                                                            && stage.plain().states().stream()
                                                                            .distinct()
                                                                            .count()
                                                                    == 2
                                                    ? null
                                                    : "they heard "
                                                            + stage.plain().heard();
                                        })))));
    }

    private static Scene order() {
        return new Scene(
                "order",
                "One order for all",
                "The leader gives each request a position; every server applies the requests in that order.",
                List.of(
                        new Step(
                                "Three servers form a view; one of them leads. A client multicasts its request to all of"
                                        + " them, as the handout has it. Now the network is as unfair as in the first"
                                        + " scene: each datagram is held for up to 40 ms, each by another time.",
                                List.of(
                                        Actions.noteLeader(),
                                        Actions.free(CONTESTED.get(0)),
                                        Actions.free(CONTESTED.get(1)),
                                        Actions.free(CONTESTED.get(2)),
                                        Actions.free(CONTESTED.get(3)),
                                        Actions.jitter(40)),
                                List.of(Expectations.serversAreEqual(SERVERS))),
                        new Step(
                                "Ann, Ben and Cleo want the same four slots at the same moment, each from another server."
                                        + " The leader puts the requests in order and sends them in Prepare messages; a"
                                        + " server answers only when enough have stored the request.",
                                List.of(Actions.contest(CONTESTED, List.of("ann", "ben", "cleo"))),
                                List.of(
                                        Expectations.oneHolder(CONTESTED.get(0)),
                                        Expectations.oneHolder(CONTESTED.get(1)),
                                        Expectations.oneHolder(CONTESTED.get(2)),
                                        Expectations.oneHolder(CONTESTED.get(3)),
                                        Expectations.serversAreEqual(SERVERS))),
                        new Step(
                                "The client multicasts, hears three answers and shows the first one. It does not matter"
                                        + " which: they are the same.",
                                List.of(
                                        Actions.tell("client", "check MC5050", "OK"),
                                        Actions.tell("client", "reserve " + CONTESTED.getFirst(), "ROOM_TAKEN"),
                                        Actions.jitter(0)),
                                List.of(Expectations.serversAreEqual(SERVERS)))));
    }

    private static Scene crash() {
        return new Scene(
                "crash",
                "A crash and a view change",
                "A server that dies is left out by the next view; what was acknowledged is on the disks of the others.",
                List.of(
                        new Step(
                                "Everything that a server has acknowledged is stored by enough servers before the"
                                        + " acknowledgement. So we may kill the most important one: the leader.",
                                List.of(
                                        Actions.noteLeader(),
                                        Actions.free(CRASH_SLOT),
                                        Actions.free(AGAIN_SLOT),
                                        Actions.tell("client", "reserve " + CRASH_SLOT, "OK")),
                                List.of(Expectations.serversAreEqual(SERVERS))),
                        new Step(
                                "Kill the leader, without a warning. The others notice that its connection is closed,"
                                        + " agree on a view without it (DoViewChange, StartView), and the next one leads"
                                        + " in a new epoch. The client repeats its request meanwhile, and sees an answer.",
                                List.of(
                                        Actions.kill("{leader}"),
                                        Actions.tell("client", "reserve " + AGAIN_SLOT, "OK"),
                                        Actions.tell("client", "reserve " + CRASH_SLOT, "ROOM_TAKEN")),
                                List.of(Expectations.viewOf(2), Expectations.serversAreEqual(2))),
                        new Step(
                                "Start it again. It reads its store, finds out where its log ends, gets from the leader"
                                        + " what it has missed, and serves.",
                                List.of(Actions.start("{leader}")),
                                List.of(
                                        Expectations.serversAreEqual(SERVERS),
                                        Expectations.oneHolder(CRASH_SLOT),
                                        Expectations.oneHolder(AGAIN_SLOT)))));
    }

    private static Scene partition() {
        return new Scene(
                "partition",
                "Partition and heal, with and without a majority",
                "With a majority one side serves, and nothing is decided twice. Without, both sides serve, and conflicts"
                        + " are found and told.",
                List.of(
                        new Step(
                                "First the servers are told that they are three: reservation.servers=3. Then two make a"
                                        + " majority, and one alone refuses.",
                                List.of(Actions.serversServe(true)),
                                List.of(Expectations.serversAreEqual(SERVERS))),
                        new Step(
                                "Cut off the leader from everybody else. The two others are a majority: they elect a"
                                        + " leader and serve. The old leader sees nobody and refuses, however much is asked"
                                        + " of it.",
                                List.of(
                                        Actions.noteLeader(),
                                        Actions.free(MAJORITY_SLOT),
                                        Actions.cutOff("{leader}"),
                                        Actions.tell("client", "reserve " + MAJORITY_SLOT, "OK"),
                                        Actions.reserveAt("{leader}", MAJORITY_SLOT, "zoe", 503, 504)),
                                List.of(Expectations.viewOf(2, "{leader}"), Expectations.isInMinority("{leader}"))),
                        new Step(
                                "Heal the network. The views merge; the old leader follows, and gets what it has missed."
                                        + " Nothing was decided twice.",
                                List.of(Actions.heal()),
                                List.of(Expectations.serversAreEqual(SERVERS), Expectations.oneHolder(MAJORITY_SLOT))),
                        new Step(
                                "Now the other choice: no number is told, and whoever runs serves. That is the handout,"
                                        + " and it never refuses.",
                                List.of(Actions.serversServe(false)),
                                List.of(Expectations.serversAreEqual(SERVERS))),
                        new Step(
                                "The same cut. Both sides serve, and both give the same slot away: to the client's user"
                                        + " here, to Zoe there. Neither can know of the other.",
                                List.of(
                                        Actions.noteLeader(),
                                        Actions.free(TWICE_SLOT),
                                        Actions.cutOff("{leader}"),
                                        Actions.tell("client", "reserve " + TWICE_SLOT, "OK"),
                                        Actions.reserveAt("{leader}", TWICE_SLOT, "zoe", 201)),
                                List.of()),
                        new Step(
                                "Heal. One history goes on; the changes that only the other side had are given a place"
                                        + " again. One of the two people loses the slot, and every server says so.",
                                List.of(Actions.heal()),
                                List.of(
                                        Expectations.serversAreEqual(SERVERS),
                                        Expectations.oneHolder(TWICE_SLOT),
                                        Expectations.conflictIsReported(TWICE_SLOT)))));
    }

    private static Scene lookup() {
        return new Scene(
                "lookup",
                "A ring lookup beside Chord",
                "Around the ring a query passes up to n - 1 members; fingers halve the way with each hop.",
                List.of(
                        new Step(
                                "Five of the six peers build a hash table around a ring; the sixth one asks. A record's"
                                        + " position is the sum of its name's code points mod 353, its slot the position mod"
                                        + " 5. Aruba: 491 mod 353 = 138, 138 mod 5 = 3.",
                                List.of(DhtActions.build(MEMBERS, "ring")),
                                List.of(Expectations.peersAreThere(PEERS), Expectations.copies(3, HEALING))),
                        new Step(
                                "A query enters at a random member. In a ring it is passed to the right until it reaches"
                                        + " a member that has the record.",
                                List.of(
                                        DhtActions.lookUp(List.of("Aruba"), 1, "one"),
                                        DhtActions.lookUp(KEYS, ROUNDS, "ring")),
                                List.of(Expectations.number(
                                        "ring-longest",
                                        "No query took more than " + (MEMBERS - 1) + " hops",
                                        hops -> hops <= MEMBERS - 1))),
                        new Step(
                                "The same records in a Chord: besides its right neighbour each member knows those 2 and 4"
                                        + " slots away. Each hop goes to the farthest one that does not pass the target.",
                                List.of(
                                        DhtActions.build(MEMBERS, "chord"),
                                        DhtActions.lookUp(List.of("Aruba"), 1, "one"),
                                        DhtActions.lookUp(KEYS, ROUNDS, "chord")),
                                List.of(
                                        Expectations.number(
                                                "chord-longest",
                                                "No query took more than " + CHORD_HOPS_MAX + " hops",
                                                hops -> hops <= CHORD_HOPS_MAX),
                                        Expectations.less(
                                                "chord",
                                                "ring",
                                                "All queries together took fewer hops than in the ring")))));
    }

    private static Scene peer() {
        return new Scene(
                "peer",
                "A peer dies and nothing is lost",
                "Three members have each record. The managers notice the death, and the next one answers.",
                List.of(
                        new Step(
                                "A ring of five, with three copies of each record: at its owner and at the next two to"
                                        + " the right.",
                                List.of(DhtActions.build(MEMBERS, "ring"), DhtActions.noteOwner()),
                                List.of(Expectations.copies(3, HEALING))),
                        new Step(
                                "Kill the member that answers for Aruba. Its heartbeats end; after two seconds the"
                                        + " managers decree an epoch in which its slot is vacant, and its right neighbour,"
                                        + " which has a complete copy, answers for it.",
                                List.of(DhtActions.noteOwner(), Actions.kill("{owner}")),
                                List.of(
                                        Expectations.slot(
                                                "The slot is vacant, and another member answers for it",
                                                "VACANT",
                                                stage -> !Expectations.server(stage)
                                                        .equals(stage.filled("{user}"))),
                                        Expectations.copies(3, HEALING))),
                        new Step(
                                "Nothing is lost: every record is still found, Aruba too.",
                                List.of(DhtActions.lookUp(KEYS, 1, "afterwards")),
                                List.of()),
                        new Step(
                                "Start it again. It registers under its name, is seated in its slot, fetches its records"
                                        + " from those who have them, and answers again.",
                                List.of(Actions.start("{owner}")),
                                List.of(
                                        Expectations.slot(
                                                "It answers for its slot again",
                                                "SERVED",
                                                stage -> Expectations.server(stage)
                                                        .equals(stage.filled("{user}"))),
                                        Expectations.copies(3, HEALING)))));
    }
}
