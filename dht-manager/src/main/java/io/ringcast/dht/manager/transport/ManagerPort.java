package io.ringcast.dht.manager.transport;

import io.ringcast.dht.manager.ManagerDesk;
import io.ringcast.dht.manager.ManagerProperties;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.Decoded;
import io.ringcast.protocol.dht.ManagerCodec;
import io.ringcast.protocol.dht.ManagerMessage;
import io.ringcast.protocol.dht.ManagerReply;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.dht.PresenceMessage;
import io.ringcast.protocol.guard.ReplyGuard;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.protocol.transport.Endpoint;
import io.ringcast.protocol.transport.Receiver;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The manager's UDP port. One thread takes the requests in their order; it is the only one that draws lots. */
@Component
public class ManagerPort implements SmartLifecycle, Receiver<ManagerMessage> {
    private static final Logger log = LoggerFactory.getLogger(ManagerPort.class);
    private static final int REMEMBERED_MAX = 65_536;
    private static final int TEXT_LENGTH_MAX = 500;

    private final Datagrams datagrams;
    private final ManagerProperties properties;
    private final ManagerDesk desk;
    private final ReplyGuard guard;
    private final ReplyMemory memory = new ReplyMemory(REMEMBERED_MAX);
    private final RandomGenerator random = RandomGenerator.getDefault();

    private volatile @Nullable Endpoint<ManagerMessage> endpoint;

    ManagerPort(Datagrams datagrams, ManagerProperties properties, ManagerDesk desk, ReplyGuard guard) {
        this.datagrams = datagrams;
        this.properties = properties;
        this.desk = desk;
        this.guard = guard;
    }

    @Override
    public void start() {
        endpoint = datagrams.openPort("manager", properties.port(), ManagerCodec.create(), this);
    }

    @Override
    public void stop() {
        Endpoint<ManagerMessage> open = endpoint;
        endpoint = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public boolean isRunning() {
        return endpoint != null;
    }

    /** Where requests arrive, once it has started. */
    public InetSocketAddress address() {
        Endpoint<ManagerMessage> open = endpoint;
        if (open == null) {
            throw new IllegalStateException("the port is closed");
        }
        return open.localAddress();
    }

    @Override
    public void received(InetSocketAddress from, ManagerMessage message) {
        switch (message) {
            case ManagerRequest request -> {
                if (guard.isAnswered(from)) {
                    answer(from, repliesTo(request));
                }
            }
            case PresenceMessage presence -> log.debug("{} came from {}: dropped", presence, from);
            case ManagerReply reply -> log.debug("A reply came to the manager from {}: dropped", from);
        }
    }

    private List<ManagerReply> repliesTo(ManagerRequest request) {
        RequestId id = request.id();
        List<ManagerReply> first = memory.recall(id);
        if (first != null) {
            return first;
        }
        List<ManagerReply> replies =
                WireTranslation.replies(id, desk.submit(WireTranslation.command(request, random.nextLong())));
        memory.remember(id, replies);
        return replies;
    }

    @Override
    public void malformed(InetSocketAddress from, Decoded.Malformed<ManagerMessage> malformed) {
        RequestId id = malformed.requestId();
        if (id != null && guard.isAnswered(from)) {
            String reason = malformed.reason();
            String text = reason.length() > TEXT_LENGTH_MAX ? reason.substring(0, TEXT_LENGTH_MAX) : reason;
            answer(from, List.of(new ManagerReply.Failure(id, "MALFORMED", text)));
        }
    }

    private void answer(InetSocketAddress to, List<ManagerReply> replies) {
        Endpoint<ManagerMessage> open = endpoint;
        if (open != null && guard.permits(to, (long) replies.size() * ReplyGuard.DATAGRAM_BYTES)) {
            replies.forEach(reply -> open.send(to, reply));
        }
    }
}
