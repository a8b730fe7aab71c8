package io.ringcast.console.grid;

/**
 * An event for those who watch.
 *
 * @param version that the reader has after it
 * @param name {@code changes} with a {@link GridChange}, or {@code reset}: the grid is to be fetched again
 * @param data JSON
 */
record GridEvent(String version, String name, String data) {}
