package io.ringcast.protocol.transport;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringcast.protocol.MessageCodec;
import io.ringcast.protocol.vital.VitalThreads;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.dsl.context.IntegrationFlowContext;
import org.springframework.integration.dsl.context.IntegrationFlowContext.IntegrationFlowRegistration;
import org.springframework.integration.expression.FunctionExpression;
import org.springframework.integration.expression.ValueExpression;
import org.springframework.integration.ip.IpHeaders;
import org.springframework.integration.ip.udp.outbound.UnicastSendingMessageHandler;
import org.springframework.messaging.Message;

/**
 * Opens endpoints by registering integration flows at run time.
 *
 * <p>The framework takes no message before the application context runs. What is opened earlier has its socket at once,
 * so that an address that cannot be had is told at the start, and reads it from then on: until then datagrams wait in
 * the socket's buffer.
 */
final class IntegrationDatagrams implements Datagrams, SmartLifecycle, DisposableBean {
    /** Next after the framework's own switch, before whoever opens endpoints when it is started. */
    private static final int PHASE = Integer.MIN_VALUE + 1;

    private final LocalInterface local;
    private final UdpSockets sockets;
    private final IntegrationFlowContext flows;
    private final Function<InetSocketAddress, Envelope> envelopes;
    private final MeterRegistry meters;
    private final List<DatagramObserver> observers;
    private final VitalThreads vital;
    private final Set<Endpoint<?>> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger opened = new AtomicInteger();
    /** Opened before the application runs; null while it runs. */
    private @Nullable List<IntegrationFlowRegistration> waiting = new ArrayList<>();

    /**
     * Creates it.
     *
     * @param envelopes makes the envelope of an endpoint from the address where it listens
     */
    IntegrationDatagrams(
            LocalInterface local,
            IntegrationFlowContext flows,
            Function<InetSocketAddress, Envelope> envelopes,
            MeterRegistry meters,
            List<DatagramObserver> observers,
            VitalThreads vital) {
        this.local = local;
        this.sockets = new UdpSockets(local);
        this.flows = flows;
        this.envelopes = envelopes;
        this.meters = meters;
        this.observers = List.copyOf(observers);
        this.vital = vital;
    }

    @Override
    public <M> Endpoint<M> openUnicast(
            String name, InetSocketAddress bind, MessageCodec<M> codec, Receiver<M> receiver) {
        DatagramSocket socket = sockets.unicast(name, bind);
        var address = new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
        return open(name, socket, socket, address, codec, receiver);
    }

    @Override
    public <M> Endpoint<M> openGroup(
            String name, InetSocketAddress group, MessageCodec<M> codec, Receiver<M> receiver) {
        DatagramSocket joined = sockets.group(name, group);
        try {
            // Bound to the group's address, the joined socket has no address of this host to send from.
            DatagramSocket sender = sockets.unicast(name + " answers", new InetSocketAddress(local.address(), 0));
            return open(name, joined, sender, group, codec, receiver);
        } catch (RuntimeException e) {
            joined.close();
            throw e;
        }
    }

    private <M> Endpoint<M> open(
            String name,
            DatagramSocket receiving,
            DatagramSocket sending,
            InetSocketAddress address,
            MessageCodec<M> codec,
            Receiver<M> receiver) {
        String id = "datagrams-" + name + "-" + opened.incrementAndGet();
        Envelope envelope = envelopes.apply(address);
        IntegrationFlowRegistration outbound =
                flows.registration(outboundFlow(sending)).id(id + "-out").register();
        var endpoint = new FlowEndpoint<>(
                name,
                address,
                codec,
                receiver,
                envelope,
                new EndpointMeters(meters, name),
                observers,
                outbound.getInputChannel());

        var thread = new ReceivingThread(id, vital);
        var adapter = new SequentialReceivingAdapter(receiving, envelope.sealedBytesMax(codec.maxBytes()));
        adapter.setTaskExecutor(thread);
        IntegrationFlowRegistration inbound = flows.registration(
                        IntegrationFlow.from(adapter).handle(endpoint::arrived).get())
                .id(id + "-in")
                .autoStartup(false)
                .register();
        endpoint.onClose(() -> {
            open.remove(endpoint);
            adapter.stop(); // Before the flow behind it: what has just arrived would find nobody there.
            receiving.close();
            thread.awaitEnd();
            stop(inbound);
            flows.remove(inbound.getId());
            flows.remove(outbound.getId());
            sending.close();
        });
        open.add(endpoint);
        startWhenRunning(inbound);
        return endpoint;
    }

    private synchronized void startWhenRunning(IntegrationFlowRegistration inbound) {
        if (waiting == null) {
            inbound.start();
        } else {
            waiting.add(inbound);
        }
    }

    private synchronized void stop(IntegrationFlowRegistration inbound) {
        if (waiting != null) {
            waiting.remove(inbound);
        }
        inbound.stop();
    }

    @Override
    public synchronized void start() {
        if (waiting != null) {
            waiting.forEach(IntegrationFlowRegistration::start);
            waiting = null;
        }
    }

    /** The flows are stopped by the context, each for itself. */
    @Override
    public synchronized void stop() {
        waiting = new ArrayList<>();
    }

    @Override
    public synchronized boolean isRunning() {
        return waiting == null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /**
     * Sends from a given socket, for a port of this host the one that receives. The handler for multicast would open a
     * socket of its own; to send to a group from this one it is enough that interface and TTL are set on it.
     */
    private static IntegrationFlow outboundFlow(DatagramSocket socket) {
        var handler = new UnicastSendingMessageHandler(new FunctionExpression<Message<?>>(
                message -> message.getHeaders().get(IpHeaders.PACKET_ADDRESS)));
        handler.setSocketExpression(new ValueExpression<>(socket));
        return flow -> flow.handle(handler);
    }

    @Override
    public void destroy() {
        open.forEach(Endpoint::close);
    }

    @Override
    public InetAddress interfaceAddress() {
        return local.address();
    }

    @Override
    public NetworkInterface networkInterface() {
        return local.network();
    }

    @Override
    public int multicastTtl() {
        return local.multicastTtl();
    }
}
