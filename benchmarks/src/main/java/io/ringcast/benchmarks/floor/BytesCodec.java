package io.ringcast.benchmarks.floor;

import io.ringcast.protocol.Decoded;
import io.ringcast.protocol.MessageCodec;

/** Passes datagrams unchanged, so that only the transport is measured. */
final class BytesCodec implements MessageCodec<byte[]> {
    @Override
    public byte[] encode(byte[] message) {
        return message;
    }

    @Override
    public Decoded<byte[]> decode(byte[] datagram) {
        return datagram.length == EchoDatagram.BYTES
                ? new Decoded.Message<>(datagram)
                : new Decoded.Malformed<>("an echo has " + EchoDatagram.BYTES + " bytes", null);
    }

    @Override
    public String typeOf(byte[] message) {
        return "echo";
    }

    @Override
    public int maxBytes() {
        return EchoDatagram.BYTES;
    }
}
