package io.ringcast.dht.manager.domain;

import java.util.List;
import java.util.Optional;

/** Where the DHT is in its life. A ring lists its users in ring order, to the right, leader first. */
public sealed interface RingPhase {
    /** The members in ring order, leader first; empty when there is no DHT. */
    List<String> ring();

    /** The one user who may end this phase; empty when the manager takes every command. */
    Optional<String> awaited();

    /** The name of the phase, in capital letters. */
    default String word() {
        return switch (this) {
            case None p -> "NONE";
            case Building p -> "BUILDING";
            case Ready p -> "READY";
            case Leaving p -> "LEAVING";
            case Joining p -> "JOINING";
            case TearingDown p -> "TEARING_DOWN";
        };
    }

    /** Whether there is a complete ring, which goes on as it is if what is under way fails. */
    static boolean isKept(RingPhase phase) {
        return phase instanceof Ready || phase instanceof Leaving || phase instanceof Joining;
    }

    /** No DHT. */
    record None() implements RingPhase {
        @Override
        public List<String> ring() {
            return List.of();
        }

        @Override
        public Optional<String> awaited() {
            return Optional.empty();
        }
    }

    /** The leader sets the ring up and loads it; ends with {@code dht-complete}. */
    record Building(List<String> ring) implements RingPhase {
        /** Copies the ring. */
        public Building {
            ring = List.copyOf(ring);
        }

        @Override
        public Optional<String> awaited() {
            return Optional.of(ring.getFirst());
        }
    }

    /** The DHT answers queries. */
    record Ready(List<String> ring) implements RingPhase {
        /** Copies the ring. */
        public Ready {
            ring = List.copyOf(ring);
        }

        @Override
        public Optional<String> awaited() {
            return Optional.empty();
        }
    }

    /** A member leaves and the ring is built again without it; ends with {@code dht-rebuilt}. */
    record Leaving(List<String> ring, String leaver) implements RingPhase {
        /** Copies the ring. */
        public Leaving {
            ring = List.copyOf(ring);
        }

        @Override
        public Optional<String> awaited() {
            return Optional.of(leaver);
        }
    }

    /** A free user joins and the ring is built again with it; ends with {@code dht-rebuilt}. */
    record Joining(List<String> ring, String joiner) implements RingPhase {
        /** Copies the ring. */
        public Joining {
            ring = List.copyOf(ring);
        }

        @Override
        public Optional<String> awaited() {
            return Optional.of(joiner);
        }
    }

    /** The leader tears the ring down; ends with {@code teardown-complete}. */
    record TearingDown(List<String> ring) implements RingPhase {
        /** Copies the ring. */
        public TearingDown {
            ring = List.copyOf(ring);
        }

        @Override
        public Optional<String> awaited() {
            return Optional.of(ring.getFirst());
        }
    }
}
