package io.ringcast.reservation.server.domain;

/** What a command leads to: the state after it and its outcome. */
public record Decision(State state, Outcome outcome) {}
