package io.ringcast.benchmarks.micro;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.Decoded;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReservationCodec;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.protocol.reservation.ReservationMessage;
import io.ringcast.protocol.reservation.ReservationRequest;
import io.ringcast.protocol.reservation.Status;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A datagram into a message and back. */
@State(Scope.Thread)
public class ReservationCodecBenchmark {
    private static final RequestId ID = new RequestId("7hQ2mZ4tYx1a", 123_456);

    private final ReservationCodec codec = new ReservationCodec();
    private final ReservationMessage request = new ReservationRequest(
            ID, 1, new ReservationCommand.Reserve("room-12345", "8:30-9:30", "Wednesday", "alice"));
    private final ReservationMessage reply = Reply.of(ID, 1, "s1", 123_456, Status.OK, Reply.EMPTY);
    private final byte[] requestDatagram = codec.encode(request);
    private final byte[] replyDatagram = codec.encode(reply);

    /** What a client sends. */
    @Benchmark
    public byte[] encodeRequest() {
        return codec.encode(request);
    }

    /** What a server receives. */
    @Benchmark
    public Decoded<ReservationMessage> decodeRequest() {
        return codec.decode(requestDatagram);
    }

    /** What a server sends. */
    @Benchmark
    public byte[] encodeReply() {
        return codec.encode(reply);
    }

    /** What a client receives. */
    @Benchmark
    public Decoded<ReservationMessage> decodeReply() {
        return codec.decode(replyDatagram);
    }
}
