package io.ringcast.benchmarks.micro;

import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Decision;
import io.ringcast.reservation.server.domain.Names;
import io.ringcast.reservation.server.domain.Rules;
import io.ringcast.reservation.server.domain.Slot;
import io.ringcast.reservation.server.domain.Stamp;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The state machine that every server applies to every request, with ten thousand slots taken. */
@State(Scope.Thread)
public class RulesBenchmark {
    private static final int ROOMS = 1_000;
    private static final int TAKEN_TIMESLOTS = 10;
    private static final Stamp STAMP = new Stamp("7hQ2mZ4tYx1a-123456", 1_700_000_000_000L);
    private static final Command RESERVE = reserve(500, TAKEN_TIMESLOTS);
    private static final Command RESERVE_TAKEN = reserve(500, 0);
    private static final Command DELETE = new Command.DeleteReservation(slot(500, 0), "alice");
    private static final Command CHECK = new Command.CheckRoom("room-500");

    private io.ringcast.reservation.server.domain.State state = empty();

    private static io.ringcast.reservation.server.domain.State empty() {
        Names rooms = names(ROOMS, "room-");
        Names timeslots = names(TAKEN_TIMESLOTS + 1, "slot-");
        return io.ringcast.reservation.server.domain.State.of(new Catalog(rooms, timeslots, Names.of("Monday")));
    }

    private static Names names(int count, String prefix) {
        List<String> names = IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
        return Names.of(names);
    }

    private static Slot slot(int room, int timeslot) {
        return new Slot("room-" + room, "slot-" + timeslot, "Monday");
    }

    private static Command reserve(int room, int timeslot) {
        return new Command.ReserveRoom(slot(room, timeslot), "alice");
    }

    /** Takes ten slots of each room. */
    @Setup
    public void fill() {
        state = empty();
        for (int room = 0; room < ROOMS; room++) {
            for (int timeslot = 0; timeslot < TAKEN_TIMESLOTS; timeslot++) {
                state = Rules.apply(state, STAMP, reserve(room, timeslot)).state();
            }
        }
    }

    /** Takes a free slot. */
    @Benchmark
    public Decision reserveFree() {
        return Rules.apply(state, STAMP, RESERVE);
    }

    /** Is refused. */
    @Benchmark
    public Decision reserveTaken() {
        return Rules.apply(state, STAMP, RESERVE_TAKEN);
    }

    /** Frees a slot. */
    @Benchmark
    public Decision delete() {
        return Rules.apply(state, STAMP, DELETE);
    }

    /** Reads ten reservations. */
    @Benchmark
    public Decision check() {
        return Rules.apply(state, STAMP, CHECK);
    }
}
