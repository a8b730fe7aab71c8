package io.ringcast.benchmarks.floor;

import io.ringcast.benchmarks.ringcast.LoopbackTransport;
import io.ringcast.protocol.transport.Endpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.CompletableFuture;

/**
 * A process that joins a group and sends every datagram back to where it came from: {@code raw|integration <group>
 * <port>}. Ends with its standard input.
 */
final class EchoReceiver {
    static final String READY = "ready";

    private EchoReceiver() {}

    public static void main(String[] arguments) throws IOException {
        var group = new InetSocketAddress(arguments[1], Integer.parseInt(arguments[2]));
        switch (EchoKind.valueOf(arguments[0])) {
            case RAW -> raw(group);
            case INTEGRATION -> integration(group);
        }
    }

    private static void raw(InetSocketAddress group) throws IOException {
        try (DatagramChannel member = LoopbackChannel.member(group);
                DatagramChannel answers = LoopbackChannel.unicast()) {
            System.out.println(READY);
            Thread.ofPlatform().daemon().start(() -> echoForEver(member, answers));
            awaitEndOfInput();
        }
    }

    private static void echoForEver(DatagramChannel member, DatagramChannel answers) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(EchoDatagram.BYTES);
        try {
            while (member.isOpen()) {
                SocketAddress from = member.receive(buffer.clear());
                if (from != null) {
                    answers.send(buffer.flip(), from);
                }
            }
        } catch (IOException e) {
            if (member.isOpen()) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void integration(InetSocketAddress group) throws IOException {
        try (LoopbackTransport transport = LoopbackTransport.open()) {
            var opened = new CompletableFuture<Endpoint<byte[]>>();
            opened.complete(transport
                    .datagrams()
                    .openGroup(
                            "echo",
                            group,
                            new BytesCodec(),
                            (from, message) -> opened.join().send(from, message)));
            System.out.println(READY);
            awaitEndOfInput();
        }
    }

    /** Ends the process with the one that started it. */
    private static void awaitEndOfInput() throws IOException {
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
