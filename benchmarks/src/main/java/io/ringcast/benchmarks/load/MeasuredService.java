package io.ringcast.benchmarks.load;

/** A running service whose operations are measured. */
public interface MeasuredService extends AutoCloseable {
    /** Its name in tables. */
    String name();

    /** Makes one more client. */
    Caller newCaller(MeasuredWork work);

    /** Ends its processes. */
    @Override
    void close();
}
