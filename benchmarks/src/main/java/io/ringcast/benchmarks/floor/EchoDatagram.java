package io.ringcast.benchmarks.floor;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.reservation.ReservationCodec;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.protocol.reservation.ReservationRequest;
import java.nio.ByteBuffer;

/** A datagram of the size of a real command, of which the first bytes tell the echoes of one request from others. */
final class EchoDatagram {
    /** What a typical reservation takes on the wire. */
    static final int BYTES = new ReservationCodec()
            .encode(new ReservationRequest(
                    new RequestId("7hQ2mZ4tYx1a", 123_456),
                    1,
                    new ReservationCommand.Reserve("room-12345", "8:30-9:30", "Wednesday", "alice")))
            .length;

    private EchoDatagram() {}

    static byte[] of(long number) {
        byte[] datagram = new byte[BYTES];
        ByteBuffer.wrap(datagram).putLong(number);
        return datagram;
    }

    static long number(byte[] datagram) {
        return ByteBuffer.wrap(datagram).getLong();
    }
}
