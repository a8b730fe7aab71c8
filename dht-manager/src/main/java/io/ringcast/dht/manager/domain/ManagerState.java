package io.ringcast.dht.manager.domain;

import io.ringcast.protocol.view.RingView;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/**
 * All that the managers know; immutable.
 *
 * @param users by name
 * @param phase the DHT
 * @param view who keeps which part of the ring; null if there is no DHT
 * @param epoch how many decrees there have been on the DHT: grows with each change of phase, so that what is older can be
 *     told from what is newer
 * @param registrations how many there have been
 * @param managers where each manager takes requests, by its name
 * @param fence token of the leader whose conclusions count; empty at first
 * @param events the latest decrees on the DHT, oldest first: for people, no rule depends on them
 * @param table what the DHT's leader has loaded; null if there is no DHT, or it is as in the handout
 */
public record ManagerState(
        PMap<String, User> users,
        RingPhase phase,
        @Nullable RingView view,
        long epoch,
        long registrations,
        TreePMap<String, ManagerEndpoint> managers,
        String fence,
        PVector<RingEvent> events,
        @Nullable LoadedTable table) {
    /** Nobody registered, no DHT. */
    public static ManagerState empty() {
        return new ManagerState(
                HashTreePMap.empty(),
                new RingPhase.None(),
                null,
                0,
                0,
                TreePMap.empty(),
                "",
                TreePVector.empty(),
                null);
    }

    /** The user of that name. */
    public Optional<User> user(String name) {
        return Optional.ofNullable(users.get(name));
    }

    /** All users in the order of their registration. */
    public List<User> usersInOrder() {
        return users.values().stream()
                .sorted(Comparator.comparingLong(User::number))
                .toList();
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

    /** The slots of the ring whose records nobody has. */
    public List<Integer> lostSlots() {
        return view == null ? List.of() : view.lost();
    }

    boolean isMember(String name) {
        return phase.ring().contains(name);
    }

    ManagerState with(User user) {
        return new ManagerState(
                users.plus(user.name(), user), phase, view, epoch, registrations, managers, fence, events, table);
    }

    /** The user with the number of a new registration. */
    ManagerState withRegistered(User user) {
        return new ManagerState(
                users.plus(user.name(), user), phase, view, epoch, user.number(), managers, fence, events, table);
    }

    ManagerState without(String name) {
        return new ManagerState(users.minus(name), phase, view, epoch, registrations, managers, fence, events, table);
    }

    ManagerState in(RingPhase next) {
        return in(next, next instanceof RingPhase.None ? null : view);
    }

    ManagerState in(RingPhase next, @Nullable RingView nextView) {
        LoadedTable kept = next instanceof RingPhase.None ? null : table;
        return new ManagerState(users, next, nextView, epoch + 1, registrations, managers, fence, events, kept);
    }

    ManagerState withTable(@Nullable LoadedTable loaded) {
        return new ManagerState(users, phase, view, epoch, registrations, managers, fence, events, loaded);
    }

    ManagerState withManager(ManagerEndpoint manager) {
        return new ManagerState(
                users, phase, view, epoch, registrations, managers.plus(manager.name(), manager), fence, events, table);
    }

    ManagerState withoutManager(String name) {
        return new ManagerState(users, phase, view, epoch, registrations, managers.minus(name), fence, events, table);
    }

    ManagerState withFence(String token) {
        return new ManagerState(users, phase, view, epoch, registrations, managers, token, events, table);
    }

    /** With a decree that is told; of more than so many the first goes. */
    ManagerState withEvent(RingEvent event, int most) {
        PVector<RingEvent> more =
                events.size() < most ? events : events.subList(events.size() - most + 1, events.size());
        return new ManagerState(users, phase, view, epoch, registrations, managers, fence, more.plus(event), table);
    }
}
