package io.ringcast.benchmarks.ringcast;

import io.ringcast.benchmarks.load.Caller;
import io.ringcast.benchmarks.load.SlotNumbers;
import io.ringcast.benchmarks.ringcast.Catalog.Slot;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.reservation.client.Answer;
import io.ringcast.reservation.client.Command;
import io.ringcast.reservation.client.ReservationClient;
import java.util.concurrent.ThreadLocalRandom;

/** What clients of the reservation service do. */
final class ReservationCallers {
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
                        succeed(client, new Command.Delete(reserved.room(), reserved.timeslot(), reserved.day()));
                        slots.giveBack(reserved);
                    }
                    default -> succeed(client, check());
                }
            }
        };
    }

    private static Command reserve(Slot slot) {
        return new Command.Reserve(slot.room(), slot.timeslot(), slot.day());
    }

    private static Command check() {
        return new Command.Check(Catalog.hall(ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE)));
    }

    private static void succeed(ReservationClient client, Command command) {
        Answer answer = client.submit(command).join();
        if (answer.status() != Status.OK) {
            throw new IllegalStateException(command + " was answered with " + answer.status());
        }
    }
}
