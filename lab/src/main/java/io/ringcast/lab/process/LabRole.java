package io.ringcast.lab.process;

import java.util.Locale;

/** What a process of the lab is. */
public enum LabRole {
    SERVER("s", "reservation-server", 7),
    CLIENT("client", "reservation-client", 1),
    MANAGER("m", "dht-manager", 5),
    PEER("p", "dht-peer", 16);

    private final String letter;
    private final String module;
    private final int most;

    LabRole(String letter, String module, int most) {
        this.letter = letter;
        this.module = module;
        this.most = most;
    }

    /** The name of its program. */
    public String module() {
        return module;
    }

    /** How many there may be. */
    int most() {
        return most;
    }

    /** The role in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of the process with this number, from 1. */
    String nameOf(int number) {
        return this == CLIENT ? letter : letter + number;
    }

    /** Where it tells how it is. */
    public String statusPath() {
        return switch (this) {
            case SERVER, MANAGER -> "/api/replica";
            case CLIENT -> "/actuator/health/liveness";
            case PEER -> "/api/peer";
        };
    }
}
