package io.ringcast.reservation.server.replication;

/** What a command leads to: the state after it and its outcome. */
public record Transition<S, O>(S state, O outcome) {}
