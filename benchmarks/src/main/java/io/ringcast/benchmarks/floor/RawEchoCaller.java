package io.ringcast.benchmarks.floor;

import io.ringcast.benchmarks.load.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.DatagramChannel;

/** A client of the raw echo, with a channel of its own. */
final class RawEchoCaller implements Caller {
    private static final int TIMEOUT_MILLIS = 200;
    private static final int ATTEMPTS = 5;

    private final InetSocketAddress group;
    private final DatagramChannel channel;
    private final DatagramPacket received = new DatagramPacket(new byte[EchoDatagram.BYTES], EchoDatagram.BYTES);
    private long number;

    RawEchoCaller(InetSocketAddress group) {
        this.group = group;
        try {
            channel = LoopbackChannel.unicast();
            channel.socket().setSoTimeout(TIMEOUT_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void call() throws IOException {
        byte[] datagram = EchoDatagram.of(++number);
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            channel.socket().send(new DatagramPacket(datagram, datagram.length, group));
            if (isEchoed()) {
                return;
            }
        }
        throw new IOException("no echo");
    }

    private boolean isEchoed() throws IOException {
        try {
            do {
                channel.socket().receive(received);
            } while (EchoDatagram.number(received.getData()) != number);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
