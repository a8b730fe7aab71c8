package io.ringcast.benchmarks.ringcast;

import io.ringcast.benchmarks.load.Caller;
import io.ringcast.benchmarks.load.SlotNumbers;
import io.ringcast.benchmarks.ringcast.BenchmarkCatalog.CatalogSlot;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.reservation.client.ReservationClient;
import java.util.concurrent.ThreadLocalRandom;

/** The operations of the clients of the reservation service. */
final class ReservationCallers {
    private static final String HOLDER = "bench";

    private ReservationCallers() {}

    static Caller reserving(ReservationClient client, SlotNumbers slots) {
        return () -> succeed(client, reserve(BenchmarkCatalog.freeSlot(slots.next())));
    }

    static Caller checking(ReservationClient client) {
        return () -> succeed(client, check());
    }

    static Caller mixing(ReservationClient client, PassingSlots slots) {
        return new Caller() {
            private int step;
            private CatalogSlot slot = slots.take();

            @Override
            public void call() {
                switch (step++ % 4) {
                    case 0 -> succeed(client, reserve(slot));
                    case 2 -> {
                        CatalogSlot reserved = slot;
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

    private static ReservationCommand reserve(CatalogSlot slot) {
        return new ReservationCommand.Reserve(slot.room(), slot.timeslot(), slot.day(), HOLDER);
    }

    private static ReservationCommand check() {
        return new ReservationCommand.Check(
                BenchmarkCatalog.hall(ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE)));
    }

    private static void succeed(ReservationClient client, ReservationCommand command) {
        Status status = client.submit(command).join().status();
        if (status != Status.OK) {
            throw new IllegalStateException(command + " was answered with " + status);
        }
    }
}
