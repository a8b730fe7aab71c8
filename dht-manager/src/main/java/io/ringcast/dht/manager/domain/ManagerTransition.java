package io.ringcast.dht.manager.domain;

/** The state after a command, and what became of the command. */
public record ManagerTransition(ManagerState state, ManagerOutcome outcome) {}
