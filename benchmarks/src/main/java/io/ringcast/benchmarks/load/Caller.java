package io.ringcast.benchmarks.load;

/** One client of a service; used by one thread. */
public interface Caller extends AutoCloseable {
    /**
     * Performs one operation and returns when it is done.
     *
     * @throws Exception if it did not have the outcome that it must have
     */
    void call() throws Exception;

    /** Gives up what only this client uses; nothing by default. */
    @Override
    default void close() {}
}
