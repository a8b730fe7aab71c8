package io.ringcast.dht.manager.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All that the manager knows; immutable.
 *
 * @param users by name, in the order of registration
 * @param phase the DHT
 * @param phaseNumber grows with each change of phase, so that a phase can be told from a later one just like it
 */
public record ManagerState(Map<String, User> users, Phase phase, long phaseNumber) {
    /** Makes the map unmodifiable; the caller gives it away. */
    public ManagerState {
        users = Collections.unmodifiableMap(users);
    }

    /** Nobody registered, no DHT. */
    public static ManagerState empty() {
        return new ManagerState(new LinkedHashMap<>(), new Phase.None(), 0);
    }

    /** The user of that name. */
    public Optional<User> user(String name) {
        return Optional.ofNullable(users.get(name));
    }

    /** What that user is; empty when not registered. */
    public Optional<UserState> stateOf(String name) {
        if (!users.containsKey(name)) {
            return Optional.empty();
        }
        return switch (phase.ring().indexOf(name)) {
            case -1 -> Optional.of(UserState.FREE);
            case 0 -> Optional.of(UserState.LEADER);
            default -> Optional.of(UserState.IN_DHT);
        };
    }

    /** The members in ring order, leader first. */
    public List<User> ring() {
        return phase.ring().stream()
                .map(name -> Objects.requireNonNull(users.get(name), "members are registered"))
                .toList();
    }

    List<User> freeUsersBut(String name) {
        List<User> free = new ArrayList<>();
        for (User user : users.values()) {
            if (!user.name().equals(name) && !phase.ring().contains(user.name())) {
                free.add(user);
            }
        }
        return free;
    }

    ManagerState with(User user) {
        Map<String, User> more = new LinkedHashMap<>(users);
        more.put(user.name(), user);
        return new ManagerState(more, phase, phaseNumber);
    }

    ManagerState without(String name) {
        Map<String, User> fewer = new LinkedHashMap<>(users);
        fewer.remove(name);
        return new ManagerState(fewer, phase, phaseNumber);
    }

    ManagerState in(Phase next) {
        return new ManagerState(users, next, phaseNumber + 1);
    }
}
