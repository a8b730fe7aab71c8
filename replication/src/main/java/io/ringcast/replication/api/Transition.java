package io.ringcast.replication.api;

/** What a command did: the state after it, and what its requester is told. */
public record Transition<S, O>(S state, O outcome) {}
