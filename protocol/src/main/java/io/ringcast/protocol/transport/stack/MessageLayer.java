package io.ringcast.protocol.transport.stack;

import io.ringcast.protocol.Decoded;
import io.ringcast.protocol.MessageCodec;
import io.ringcast.protocol.signing.SignedEnvelope;
import io.ringcast.protocol.transport.Receiver;
import io.ringcast.protocol.transport.Rejection;
import java.net.InetSocketAddress;

/** Encodes and decodes the messages of one protocol; what arrives goes to the receiver. */
final class MessageLayer<M> {
    private final MessageCodec<M> codec;
    private final Receiver<M> receiver;
    private final RejectionNotices notices;
    private final EndpointMonitor monitor;

    MessageLayer(MessageCodec<M> codec, Receiver<M> receiver, RejectionNotices notices, EndpointMonitor monitor) {
        this.codec = codec;
        this.receiver = receiver;
        this.notices = notices;
        this.monitor = monitor;
    }

    EncodedMessage encoded(M message) {
        return new EncodedMessage(
                codec.typeOf(message), codec.idOf(message), codec.isBackground(message), codec.encode(message));
    }

    void received(InetSocketAddress from, byte[] json) {
        switch (codec.decode(json)) {
            case Decoded.Message<M> decoded -> {
                M message = decoded.message();
                monitor.received(
                        from,
                        new EncodedMessage(
                                codec.typeOf(message), codec.idOf(message), codec.isBackground(message), json));
                receiver.received(from, message);
            }
            case Decoded.Malformed<M> malformed -> {
                if (!notices.take(from, json)) {
                    malformed(from, malformed, json);
                }
            }
        }
    }

    private void malformed(InetSocketAddress from, Decoded.Malformed<M> malformed, byte[] json) {
        monitor.malformed(from, malformed, json);
        receiver.malformed(from, malformed);
        if (SignedEnvelope.isSigned(json)) {
            notices.tell(from, json, Rejection.RejectionReason.SIGNED);
        }
    }
}
