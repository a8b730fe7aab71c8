package io.ringcast.replication.api;

import org.jspecify.annotations.Nullable;

/**
 * The decision of a request by the history that goes on, where the losing side of a partition decided the same request.
 *
 * @param outcome null if it was forgotten: that there was one follows from what the client asked later
 */
public record Kept<T>(@Nullable T outcome) {}
