package io.ringcast.replication.jgroups;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a server's host by TCP whether the server's process has ended: the host then refuses connections to its ports. A process
 * that is alive, paused or short of processors refuses none, nor does a host that cannot be reached. A firewall can be set up to
 * refuse in the host's place, so a refusal alone is no proof. Never waits. Not thread-safe.
 */
final class HostProbe implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HostProbe.class);

    private enum Answer {
        NONE,
        ACCEPTED,
        REFUSED
    }

    private final Map<SocketAddress, Answer> answers = new HashMap<>();
    private final Map<SocketAddress, SocketChannel> attempts = new HashMap<>();

    /** @param ports all on which the server may listen */
    HostProbe(Collection<? extends SocketAddress> ports) {
        ports.forEach(port -> answers.put(port, Answer.NONE));
    }

    /**
     * Takes the answers that have come, and asks again where none has: a packet may have been lost, which TCP itself repeats only
     * after a second.
     */
    void askAgain() {
        answers.replaceAll((port, answer) -> answer == Answer.NONE ? ask(port) : answer);
    }

    /** Whether all ports are closed. */
    boolean isRefused() {
        return !answers.isEmpty() && answers.values().stream().allMatch(answer -> answer == Answer.REFUSED);
    }

    private Answer ask(SocketAddress port) {
        SocketChannel attempt = attempts.remove(port);
        try {
            if (attempt != null && attempt.finishConnect()) {
                attempt.close();
                return Answer.ACCEPTED;
            }
            if (attempt != null) {
                attempt.close();
            }
            SocketChannel next = SocketChannel.open();
            attempts.put(port, next);
            next.configureBlocking(false);
            next.connect(port);
            return Answer.NONE;
        } catch (ConnectException e) {
            log.debug("{} is closed: {}", port, e.getMessage());
            return Answer.REFUSED;
        } catch (IOException e) {
            log.debug("{} cannot be reached: {}", port, e.getMessage());
            return Answer.NONE;
        }
    }

    @Override
    public void close() {
        attempts.values().forEach(HostProbe::close);
        attempts.clear();
    }

    private static void close(SocketChannel attempt) {
        try {
            attempt.close();
        } catch (IOException e) {
            log.debug("an attempt to connect does not end: {}", e.getMessage());
        }
    }
}
