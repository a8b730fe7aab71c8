package io.ringcast.benchmarks.load;

/** One client of a service; used by one thread. */
public interface Caller extends AutoCloseable {
    /**
     * Performs one operation and returns when it is done.
     *
     * @throws Exception if the operation did not have the expected outcome
     */
    void call() throws Exception;

    /** Releases the resources of this client; by default there are none. */
    @Override
    default void close() {}
}
