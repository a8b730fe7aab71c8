package io.ringcast.systemtests.load;

import java.util.List;

/**
 * The report of a load generator at its end, as one line of JSON.
 *
 * @param operations commands that were begun
 * @param undecided those without a final answer
 * @param replies answers that came, first ones and later ones
 * @param repetitions datagrams that were sent again because no answer came
 * @param differing replies that contradict the first reply to the same command; at most a hundred are listed
 * @param longestWaitMillis the longest that a client waited for a final answer
 */
public record LoadSummary(
        long operations,
        long undecided,
        long replies,
        long repetitions,
        List<String> differing,
        long longestWaitMillis,
        double operationsPerSecond) {}
