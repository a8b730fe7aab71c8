package io.ringcast.protocol.signing;

import java.net.InetSocketAddress;

/** What is wrapped around each JSON datagram: nothing, or a signature. One for each endpoint. */
public interface Envelope {
    /** Wraps what is sent. Any thread. */
    byte[] seal(InetSocketAddress to, byte[] json);

    /** Unwraps what arrived. Called by the endpoint's receiving thread only. Never throws. */
    Unsealed open(byte[] datagram);

    /** How large a datagram gets that carries so much JSON. */
    int sealedBytesMax(int jsonBytesMax);

    /** What was in it, or why it is not let in. */
    sealed interface Unsealed {
        /** The JSON, as its sender wrote it. */
        @SuppressWarnings("ArrayRecordComponent") // Handed on once, compared never.
        record Accepted(byte[] json) implements Unsealed {}

        /** Not to be trusted; {@code reason} is one word, fit for a counter. */
        record Rejected(String reason) implements Unsealed {}
    }

    /** No signatures. */
    Envelope PLAIN = new Envelope() {
        @Override
        public byte[] seal(InetSocketAddress to, byte[] json) {
            return json;
        }

        @Override
        public Unsealed open(byte[] datagram) {
            return new Unsealed.Accepted(datagram);
        }

        @Override
        public int sealedBytesMax(int jsonBytesMax) {
            return jsonBytesMax;
        }
    };
}
