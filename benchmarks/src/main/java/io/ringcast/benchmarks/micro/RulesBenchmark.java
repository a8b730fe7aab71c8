package io.ringcast.benchmarks.micro;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Ordered;
import io.ringcast.replication.api.StateMachine.Transition;
import io.ringcast.reservation.server.codec.CatalogJson;
import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Names;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.Rules;
import io.ringcast.reservation.server.domain.Slot;
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
    private static final RequestId ID = new RequestId("7hQ2mZ4tYx1a", 123_456);
    private static final Ordered<Command> RESERVE = ordered(reserve(500, TAKEN_TIMESLOTS));
    private static final Ordered<Command> RESERVE_TAKEN = ordered(reserve(500, 0));
    private static final Ordered<Command> DELETE = ordered(new Command.DeleteReservation(slot(500, 0), "alice"));
    private static final Ordered<Command> CHECK = ordered(new Command.CheckRoom("room-500"));

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

    private static Ordered<Command> ordered(Command command) {
        return new Ordered<>(ID, 1_700_000_000_000L, command);
    }

    /** Takes ten slots of each room. */
    @Setup
    public void fill() {
        state = empty();
        for (int room = 0; room < ROOMS; room++) {
            for (int timeslot = 0; timeslot < TAKEN_TIMESLOTS; timeslot++) {
                state = Rules.apply(state, ordered(reserve(room, timeslot)), CatalogJson.REPLIES_FIT)
                        .state();
            }
        }
    }

    /** Takes a free slot. */
    @Benchmark
    public Transition<io.ringcast.reservation.server.domain.State, Outcome> reserveFree() {
        return Rules.apply(state, RESERVE, CatalogJson.REPLIES_FIT);
    }

    /** Asks for a slot that is taken, and is refused. */
    @Benchmark
    public Transition<io.ringcast.reservation.server.domain.State, Outcome> reserveTaken() {
        return Rules.apply(state, RESERVE_TAKEN, CatalogJson.REPLIES_FIT);
    }

    /** Frees a slot. */
    @Benchmark
    public Transition<io.ringcast.reservation.server.domain.State, Outcome> delete() {
        return Rules.apply(state, DELETE, CatalogJson.REPLIES_FIT);
    }

    /** Reads ten reservations. */
    @Benchmark
    public Transition<io.ringcast.reservation.server.domain.State, Outcome> check() {
        return Rules.apply(state, CHECK, CatalogJson.REPLIES_FIT);
    }
}
