package io.ringcast.benchmarks.report;

/** The names of the experiments. */
public final class Experiments {
    /** Ringcast's reservations, the floor, and other services, in turn. */
    public static final String RESERVATION = "reservation";
    /** Reservations by number of servers. */
    public static final String SERVERS = "servers";
    /** The DHT by number of nodes, and the floor. */
    public static final String DHT = "dht";
    /** A million records into the DHT. */
    public static final String LOAD = "load";
    /** JMH. */
    public static final String MICRO = "micro";

    /** How the set-up of a DHT stands among kinds of work. */
    public static final String SET_UP = "set-up";
    /** Mean nodes that a query visits. */
    public static final String MEAN_NODES = "mean nodes visited";
    /** Records that were loaded, for each second. */
    public static final String RECORDS_PER_SECOND = "records/s";
    /** Heap that the peers use with all records, after a collection. */
    public static final String HEAP_MEGABYTES = "heap, MB";
    /** Mean time of a JMH operation. */
    public static final String NANOS = "ns";
    /** Half of its 99.9 % confidence interval. */
    public static final String NANOS_ERROR = "± ns";

    private Experiments() {}
}
