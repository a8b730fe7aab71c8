package io.ringcast.benchmarks.floor;

/** How datagrams are sent and received. */
public enum EchoKind {
    /** With a {@link java.nio.channels.DatagramChannel} and nothing else. */
    RAW("raw echo"),
    /** With Ringcast's transport, which is Spring Integration's adapters. */
    INTEGRATION("Spring Integration echo");

    private final String label;

    EchoKind(String label) {
        this.label = label;
    }

    /** Its name in tables. */
    public String label() {
        return label;
    }
}
