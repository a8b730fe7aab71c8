package io.ringcast.benchmarks.report;

/** The names of the experiments. */
public final class Experiments {
    /** Ringcast's reservations, the floor, and other services, in turn. */
    public static final String RESERVATION = "reservation";
    /** Reservations by number of servers. */
    public static final String SERVERS = "servers";
    /** Servers with more and more reservations. */
    public static final String STATE = "state";
    /** Many minutes at a fixed rate, one measurement for each minute. */
    public static final String SOAK = "soak";
    /** The DHT by number of nodes, and the floor. */
    public static final String DHT = "dht";
    /** A million records into the DHT. */
    public static final String LOAD = "load";
    /** The DHT's managers, one or three. */
    public static final String MANAGERS = "managers";
    /** Managers with many users. */
    public static final String CROWD = "crowd";
    /** JMH. */
    public static final String MICRO = "micro";

    /** Overlays by number of members, computed. */
    public static final String OVERLAY_GROWTH = "overlay-growth";
    /** Overlays after many members have died at once, computed. */
    public static final String OVERLAY_FAILURES = "overlay-failures";
    /** Overlays among peers with sockets. */
    public static final String OVERLAY_QUERIES = "overlay-queries";

    /** Hops of a lookup. */
    public static final String HOPS_MEAN = "hops, mean";
    /** Hops that 99 of 100 lookups do not exceed. */
    public static final String HOPS_99 = "hops, 99 %";
    /** Hops of the longest lookup. */
    public static final String HOPS_MOST = "hops, most";
    /** Hops that a paper expects. */
    public static final String HOPS_FORMULA = "hops, expected";
    /** Hops that no lookup exceeds. */
    public static final String HOPS_BOUND = "hops, bound";
    /** Entries of a routing table. */
    public static final String TABLE_MEAN = "table, mean";
    /** Entries of the longest routing table. */
    public static final String TABLE_MOST = "table, most";
    /** Tables in which the member is that is in most. */
    public static final String IN_TABLES_MOST = "in tables, most";
    /** Lookups that visit a member, as a multiple of the mean: the member with the fewest. */
    public static final String LOAD_LEAST = "load, least";
    /** The same, of the member with most. */
    public static final String LOAD_MOST = "load, most";
    /** Messages of a set-up but for records. */
    public static final String SET_UP_MESSAGES = "set-up, messages";
    /** How often each record is sent in a set-up. */
    public static final String SENDS_PER_RECORD = "sends of a record";
    /** Share of members that have died. */
    public static final String DEAD_PERCENT = "dead, %";
    /** Share of lookups that find the record. */
    public static final String FOUND_PERCENT = "found, %";
    /** Dead members to which a lookup is sent. */
    public static final String TIMEOUTS_MEAN = "timeouts, mean";

    /** The kind of work that is the set-up of a DHT. */
    public static final String SET_UP = "set-up";
    /** Mean nodes that a query visits. */
    public static final String MEAN_NODES = "mean nodes visited";
    /** Records that were loaded, for each second. */
    public static final String RECORDS_PER_SECOND = "records/s";
    /** Heap that the peers use with all records, after a collection. */
    public static final String HEAP_MEGABYTES = "heap, MB";
    /** Heartbeats that the managers answered, for each second. */
    public static final String ANSWERED_PER_SECOND = "heartbeats answered/s";
    /** Processor time of the busiest manager, as a share of one processor. */
    public static final String PROCESSOR_PERCENT = "of a processor, %";
    /** Mean time of a JMH operation. */
    public static final String NANOS = "ns";
    /** Half of its 99.9 % confidence interval. */
    public static final String NANOS_ERROR = "± ns";

    /** Reservations that a server holds. */
    public static final String RESERVATIONS = "reservations";
    /** Heap that a server uses after a collection. */
    public static final String LIVE_HEAP_MEGABYTES = "live heap of a server, MB";
    /** Resident memory of a server's process. */
    public static final String RESIDENT_MEGABYTES = "resident, MB";
    /** Size of a server's store. */
    public static final String STORE_MEGABYTES = "store, MB";
    /** From the start of a server's process until it serves, its own state from the files. */
    public static final String FIRST_START_SECONDS = "first server serves after, s";
    /** From the start of a server's process until it serves, its state from another server. */
    public static final String JOIN_SECONDS = "joining server serves after, s";
    /** From the start of a process until it serves, its own state from its disk and no other server running. */
    public static final String RESTART_SECONDS = "restarted server serves after, s";
    /** Which minute of a soak. */
    public static final String MINUTE = "minute";
    /** Operations that were begun in a second. */
    public static final String OFFERED_PER_SECOND = "offered/s";
    /** Threads of the server with most threads. */
    public static final String THREADS = "threads";
    /** Share of the processors' time that the host of a virtual machine gave to others. */
    public static final String STOLEN_PERCENT = "taken by the host, %";

    private Experiments() {}
}
