package io.ringcast.protocol.transport.stack;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.Arrays;
import java.util.Map;
import org.springframework.integration.ip.IpHeaders;
import org.springframework.integration.ip.udp.inbound.UnicastReceivingChannelAdapter;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.support.GenericMessage;

/**
 * Spring Integration's UDP receiver with three changes that this protocol needs.
 *
 * <ul>
 *   <li>The thread that reads the socket handles the packet, too: the order of arrival is preserved, and no other
 *       thread is woken for a packet.
 *   <li>A packet is never treated as a request of the framework's own acknowledgement protocol. The original would send
 *       a datagram to any address that the packet names.
 *   <li>Only {@link #stop()} ends it; an I/O error while the socket is open does not, nor does a packet that
 *       the framework cannot hand over. If something else closes the socket, it throws instead of ending quietly.
 * </ul>
 *
 * <p>For unicast and multicast alike: the difference is in the socket, which the caller opens.
 */
final class SequentialReceivingAdapter extends UnicastReceivingChannelAdapter {
    private final DatagramSocket socket;
    /** Reused: a packet is handled before the next is read. */
    private final DatagramPacket packet;

    private final int bufferBytes;

    /**
     * Creates a receiver.
     *
     * @param bytesMax the largest valid datagram; one byte more is read, to recognize a larger one
     */
    SequentialReceivingAdapter(DatagramSocket socket, int bytesMax) {
        super(socket.getLocalPort());
        this.socket = socket;
        this.bufferBytes = bytesMax + 1;
        this.packet = new DatagramPacket(new byte[bufferBytes], bufferBytes);
        setSocket(socket);
    }

    @Override
    protected DatagramPacket receive() throws IOException {
        while (true) {
            packet.setLength(bufferBytes);
            try {
                socket.receive(packet);
                return packet;
            } catch (IOException e) {
                if (!isActive()) {
                    throw e;
                }
                if (socket.isClosed()) {
                    throw new IllegalStateException("The socket was closed while its receiver was running", e);
                }
                logger.warn(e, "An error on an open socket; receiving continues");
            }
        }
    }

    @Override
    protected boolean asyncSendMessage(DatagramPacket received) {
        doSend(received);
        return true;
    }

    @Override
    protected void doSend(DatagramPacket received) {
        byte[] datagram = Arrays.copyOf(received.getData(), received.getLength());
        Message<byte[]> message =
                new GenericMessage<>(datagram, Map.of(IpHeaders.PACKET_ADDRESS, received.getSocketAddress()));
        try {
            sendMessage(message);
        } catch (MessagingException e) {
            logger.error(e, "A datagram was lost on its way to its receiver; receiving continues");
        }
    }
}
