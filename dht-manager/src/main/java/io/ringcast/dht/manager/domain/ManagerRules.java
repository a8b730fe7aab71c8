package io.ringcast.dht.manager.domain;

/**
 * Limits of the managers: constants, since all managers of a group decide alike, and a restarted one decides again what is in its
 * log.
 *
 * @param usersMax most users at a time
 * @param ringMax most nodes of a ring
 * @param managersMax most managers that peers are told of
 */
public record ManagerRules(int usersMax, int ringMax, int managersMax) {
    /** 10,000 users, rings of up to 1,024, up to 16 managers. */
    public static ManagerRules standard() {
        return new ManagerRules(10_000, 1_024, 16);
    }
}
