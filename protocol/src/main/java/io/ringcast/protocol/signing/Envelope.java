package io.ringcast.protocol.signing;

import java.net.InetSocketAddress;

/** What is wrapped around each JSON datagram: nothing, or a signature. Each endpoint has its own. */
public interface Envelope {
    /** Wraps what is sent. Any thread. */
    byte[] seal(InetSocketAddress to, byte[] json);

    /** Unwraps what arrived. Called by the endpoint's receiving thread only. Never throws. */
    Unsealed open(byte[] datagram);

    /** The largest datagram that carries JSON of this size. */
    int sealedBytesMax(int jsonBytesMax);

    /** The content of a datagram, or why it is rejected. */
    sealed interface Unsealed {
        /** The JSON, as its sender wrote it. */
        @SuppressWarnings("ArrayRecordComponent") // Never compared.
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
