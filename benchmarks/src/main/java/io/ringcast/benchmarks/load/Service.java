package io.ringcast.benchmarks.load;

/** Something that runs and can be asked. */
public interface Service extends AutoCloseable {
    /** What tables call it. */
    String name();

    /** One more client. */
    Caller newCaller(Work work);

    /** Ends its processes. */
    @Override
    void close();
}
