package io.ringcast.benchmarks.ringcast;

import io.ringcast.benchmarks.load.Caller;
import io.ringcast.benchmarks.load.SlotNumbers;
import io.ringcast.benchmarks.ringcast.Catalog.Slot;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.reservation.client.ReservationClient;
import java.util.concurrent.ThreadLocalRandom;

/** What clients of the reservation service do. */
final class ReservationCallers {
    private static final String HOLDER = "bench";

    private ReservationCallers() {}

    static Caller reserving(ReservationClient client, SlotNumbers slots) {
        return () -> succeed(client, reserve(Catalog.freeSlot(slots.next())));
    }

    static Caller checking(ReservationClient client) {
        return () -> succeed(client, check());
    }

    static Caller mixing(ReservationClient client, PassingSlots slots) {
        return new Caller() {
            private int step;
            private Slot slot = slots.take();

            @Override
            public void call() {
                switch (step++ % 4) {
                    case 0 -> succeed(client, reserve(slot));
                    case 2 -> {
                        Slot reserved = slot;
                        slot = slots.take(); // First: if this one is not deleted, it is not free.
                        succeed(
                                client,
                                new ReservationCommand.Delete(
                                        reserved.room(), reserved.timeslot(), reserved.day(), HOLDER));
                        slots.giveBack(reserved);
                    }
                    default -> succeed(client, check());
                }
            }
        };
    }

    private static ReservationCommand reserve(Slot slot) {
        return new ReservationCommand.Reserve(slot.room(), slot.timeslot(), slot.day(), HOLDER);
    }

    private static ReservationCommand check() {
        return new ReservationCommand.Check(
                Catalog.hall(ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE)));
    }

    private static void succeed(ReservationClient client, ReservationCommand command) {
        Status status = client.submit(command).join().status();
        if (status != Status.OK) {
            throw new IllegalStateException(command + " was answered with " + status);
        }
    }
}
