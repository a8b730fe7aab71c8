package io.ringcast.reservation.server.replication;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jgroups.BytesMessage;
import org.jgroups.Message;
import org.jgroups.stack.Protocol;
import org.jgroups.util.ByteArray;
import org.jgroups.util.FastArray;
import org.jgroups.util.MessageBatch;
import org.jgroups.util.Util;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals whole messages, headers included, on their way to the network, and lets only sealed ones come up.
 *
 * <p>JGroups's own SYM_ENCRYPT leaves headers open and does not authenticate messages that have nothing else, among them
 * the request to join. This one sits right above the transport, so that without the key nobody is discovered, joins,
 * suspects, merges or is heard at all.
 */
final class SealingProtocol extends Protocol {
    private static final Logger log = LoggerFactory.getLogger(SealingProtocol.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofSeconds(60);

    private final Seal seal;
    private final ReplicaObserver<?> observer;
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong nextWarningNanos = new AtomicLong(System.nanoTime());

    SealingProtocol(Seal seal, ReplicaObserver<?> observer) {
        this.seal = seal;
        this.observer = observer;
    }

    @Override
    public Object down(Message message) {
        if (message.getSrc() == null) {
            message.setSrc(local_addr);
        }
        ByteArray bytes;
        try {
            bytes = Util.messageToBuffer(message);
        } catch (Exception e) {
            throw new GroupException("A message of the replicas' group cannot be written: " + e.getMessage(), e);
        }
        Message sealed = new BytesMessage(message.getDest())
                .setArray(seal.seal(ByteBuffer.wrap(bytes.getArray(), bytes.getOffset(), bytes.getLength())))
                .setSrc(message.getSrc())
                .setFlag(message.getFlags(false), false)
                .setFlag(message.getFlags(true), true);
        return down_prot.down(sealed);
    }

    @Override
    public @Nullable Object up(Message message) {
        Message opened = open(message);
        return opened == null ? null : up_prot.up(opened);
    }

    @Override
    public void up(MessageBatch batch) {
        var messages = (FastArray<Message>.FastIterator) batch.iterator();
        while (messages.hasNext()) {
            Message opened = open(messages.next());
            if (opened == null) {
                messages.remove();
            } else {
                messages.replace(opened);
            }
        }
        if (!batch.isEmpty()) {
            up_prot.up(batch);
        }
    }

    private @Nullable Message open(Message message) {
        byte[] bytes = new byte[message.hasArray() ? message.getLength() : 0];
        if (bytes.length > 0) {
            System.arraycopy(message.getArray(), message.getOffset(), bytes, 0, bytes.length);
        }
        return switch (seal.open(bytes)) {
            case Seal.Opened.Content content -> read(content.message(), message);
            case Seal.Opened.Refused refused -> refuse(refused.reason(), message);
        };
    }

    private @Nullable Message read(ByteBuffer bytes, Message envelope) {
        Message message;
        try {
            message = Util.messageFromBuffer(bytes.array(), bytes.arrayOffset(), bytes.remaining());
        } catch (Exception e) {
            throw new GroupException("A member's message cannot be read: " + e.getMessage(), e);
        }
        // The addresses outside are not sealed, and the transport believes them.
        return Objects.equals(message.getSrc(), envelope.getSrc())
                        && Objects.equals(message.getDest(), envelope.getDest())
                ? message
                : refuse(Seal.Reason.WRONG_KEY, envelope);
    }

    private @Nullable Message refuse(Seal.Reason reason, Message message) {
        observer.dropped(reason.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        refused.incrementAndGet();
        long now = System.nanoTime();
        long next = nextWarningNanos.get();
        if (now - next >= 0 && nextWarningNanos.compareAndSet(next, now + BETWEEN_WARNINGS.toNanos())) {
            log.warn(
                    "{} messages among the servers were ignored, the last one, from {}, because {}",
                    refused.getAndSet(0),
                    message.getSrc(),
                    switch (reason) {
                        case WRONG_KEY -> "it was not sealed with this server's ringcast.secret";
                        case STALE -> "it is old, or the clocks differ by more than " + Seal.FRESH.toSeconds() + " s";
                        case REPLAYED -> "it had been received before";
                    });
        }
        return null;
    }
}
