package io.ringcast.reservation.server.web.pages;

import io.ringcast.console.grid.Booking;
import io.ringcast.console.grid.Grid;
import io.ringcast.console.grid.GridSource;
import io.ringcast.replication.api.Phase;
import io.ringcast.replication.api.ReplicaReport;
import io.ringcast.reservation.server.app.ReservationService;
import io.ringcast.reservation.server.domain.Reservation;
import io.ringcast.reservation.server.domain.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The bookings as this server has applied them. Only rooms in which something changed cost anything. */
@SuppressWarnings("ReferenceEquality") // A state, and the list of a room, are the same objects until they change.
final class ServerGrid implements GridSource {
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final ReservationService service;
    private Seen seen = new Seen(null, Grid.empty(""), List.of());

    /**
     * What was seen last.
     *
     * @param state that the grid shows
     * @param rooms its reservations of each room
     */
    private record Seen(@Nullable State state, Grid grid, List<List<Reservation>> rooms) {}

    ServerGrid(ReservationService service) {
        this.service = service;
    }

    @Override
    public Grid grid() {
        ReplicaReport<?> report = service.status().replica().report();
        String notice = notice(report);
        if (!(report.application() instanceof State state)) {
            return Grid.empty(notice == null ? "" : notice);
        }
        if (state != seen.state()) {
            seen = seen(state, notice);
        } else if (!Objects.equals(notice, seen.grid().notice())) {
            seen = new Seen(state, seen.grid().with(notice), seen.rooms());
        }
        return seen.grid();
    }

    private static @Nullable String notice(ReplicaReport<?> report) {
        if (report.failure() != null) {
            return "This server has left its group: " + report.failure();
        }
        return report.phase() == Phase.ACTIVE
                ? null
                : "This server is not connected to enough of its group: what you see may be old, and nothing can be"
                        + " reserved here now.";
    }

    private Seen seen(State state, @Nullable String notice) {
        boolean hasSameRooms = seen.state() != null && seen.state().catalog().equals(state.catalog());
        List<List<Reservation>> rooms = new ArrayList<>();
        List<List<Booking>> bookings = new ArrayList<>();
        for (String room : state.catalog().rooms().inOrder()) {
            List<Reservation> now = state.reservations().of(room);
            int place = rooms.size();
            rooms.add(now);
            bookings.add(
                    hasSameRooms && seen.rooms().get(place) == now
                            ? seen.grid().bookings().get(place)
                            : now.stream().map(ServerGrid::booking).toList());
        }
        return new Seen(
                state,
                new Grid(
                        state.catalog().rooms().inOrder(),
                        state.catalog().timeslots().inOrder(),
                        state.catalog().days().inOrder(),
                        bookings,
                        notice),
                rooms);
    }

    private static Booking booking(Reservation reservation) {
        return new Booking(
                reservation.slot().room(),
                reservation.slot().day(),
                reservation.slot().timeslot(),
                reservation.holder());
    }

    @Override
    public Duration period() {
        return PERIOD;
    }
}
