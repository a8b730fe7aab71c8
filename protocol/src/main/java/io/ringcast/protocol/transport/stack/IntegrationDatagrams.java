package io.ringcast.protocol.transport.stack;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringcast.foundation.lab.LabNetwork;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.MessageCodec;
import io.ringcast.protocol.network.InterfaceSelector;
import io.ringcast.protocol.network.LocalInterface;
import io.ringcast.protocol.network.LocalNetwork;
import io.ringcast.protocol.network.MonitoredInterface;
import io.ringcast.protocol.network.NetworkMonitor;
import io.ringcast.protocol.network.TransportException;
import io.ringcast.protocol.signing.Envelope;
import io.ringcast.protocol.transport.DatagramObserver;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.protocol.transport.Endpoint;
import io.ringcast.protocol.transport.Receiver;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import org.springframework.messaging.MessageHandler;

/**
 * Opens endpoints by registering integration flows at run time.
 *
 * <p>The framework handles no message before the application context runs. An endpoint that is opened earlier opens its
 * socket at once, so that an unavailable address fails the start, and is read when the context runs: until then,
 * datagrams wait in the socket's buffer.
 */
public final class IntegrationDatagrams implements Datagrams, SmartLifecycle, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(IntegrationDatagrams.class);
    /** Just after the framework's own components, before the beans that open endpoints when they start. */
    private static final int PHASE = Integer.MIN_VALUE + 1;

    private final NetworkMonitor network;
    private final IntegrationFlowContext flows;
    private final Function<InetSocketAddress, Envelope> envelopes;
    private final MeterRegistry meters;
    private final List<DatagramObserver> observers;
    private final VitalThreads vital;
    private final @Nullable LabNetwork lab;
    private final Set<EndpointKeeper> open = ConcurrentHashMap.newKeySet();
    private final Map<InetAddress, MonitoredInterface> interfaces = new ConcurrentHashMap<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final Counter rebinds;
    /** Opened before the application runs; null while it runs. */
    private @Nullable List<IntegrationFlowRegistration> waiting = new ArrayList<>();

    /**
     * Creates it.
     *
     * @param envelopes makes the envelope of an endpoint from the address where it listens
     */
    public IntegrationDatagrams(
            NetworkMonitor network,
            IntegrationFlowContext flows,
            Function<InetSocketAddress, Envelope> envelopes,
            MeterRegistry meters,
            List<DatagramObserver> observers,
            VitalThreads vital) {
        this.network = network;
        this.flows = flows;
        this.envelopes = envelopes;
        this.meters = meters;
        this.observers = List.copyOf(observers);
        this.vital = vital;
        this.lab = network.lab();
        this.rebinds = Counter.builder("ringcast.network.rebinds")
                .description(
                        "Endpoints whose sockets were opened anew because the interface or its address had changed")
                .register(meters);
        network.onTick(this::tend);
        network.alsoReport(this::problems);
    }

    @Override
    public <M> Endpoint<M> openPort(String name, int port, MessageCodec<M> codec, Receiver<M> receiver) {
        var endpoint = endpoint(name, new InetSocketAddress(port), codec, receiver);
        return open(endpoint, network.configured(), (place, before) -> {
            DatagramSocket socket = unicast(name, new InetSocketAddress(place.address(), port), place);
            return bind(endpoint, place, socket, socket, localAddress(socket), before);
        });
    }

    @Override
    public <M> Endpoint<M> openUnicast(
            String name, InetSocketAddress bind, MessageCodec<M> codec, Receiver<M> receiver) {
        var endpoint = endpoint(name, bind, codec, receiver);
        MonitoredInterface at = interfaceAt(bind.getAddress());
        if (at.attached() == null) {
            interfaces.remove(bind.getAddress());
            throw new TransportException("UDP port " + bind.getPort() + " cannot be opened. " + at.problem());
        }
        return open(endpoint, at, (place, before) -> {
            DatagramSocket socket = unicast(name, bind, place);
            return bind(endpoint, place, socket, socket, localAddress(socket), before);
        });
    }

    @Override
    public <M> Endpoint<M> openGroup(
            String name, InetSocketAddress group, MessageCodec<M> codec, Receiver<M> receiver) {
        UdpSockets.requireGroup(group);
        var endpoint = endpoint(name, group, codec, receiver);
        return open(endpoint, network.configured(), (place, before) -> {
            DatagramSocket joined = UdpSockets.group(name, group, place);
            try {
                // Bound to the group's address, the joined socket has no address of this host to send from.
                var any = new InetSocketAddress(place.address(), 0);
                DatagramSocket sender = unicast(name + " answers", any, place);
                return bind(endpoint, place, joined, sender, group, before);
            } catch (RuntimeException e) {
                joined.close();
                throw e;
            }
        });
    }

    /** Endpoints of one address share the interface: a process may have thousands of them. */
    private MonitoredInterface interfaceAt(InetAddress address) {
        MonitoredInterface at =
                interfaces.computeIfAbsent(address, a -> new MonitoredInterface(InterfaceSelector.at(a)));
        at.observe();
        return at;
    }

    private void tend() {
        open.stream().map(EndpointKeeper::network).distinct().forEach(MonitoredInterface::observe);
        open.forEach(EndpointKeeper::tend);
    }

    /** In a lab, "any port" is one of those that this process sends from. */
    private DatagramSocket unicast(String name, InetSocketAddress bind, LocalInterface place) {
        if (lab == null || bind.getPort() != 0) {
            return UdpSockets.unicast(name, bind, place);
        }
        TransportException last = new TransportException("This process has no port of the lab.");
        for (int port : lab.ports().toArray()) {
            try {
                return UdpSockets.unicast(name, new InetSocketAddress(bind.getAddress(), port), place);
            } catch (TransportException taken) {
                last = taken;
            }
        }
        throw last;
    }

    private static InetSocketAddress localAddress(DatagramSocket socket) {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    private <M> FlowEndpoint<M> endpoint(
            String name, InetSocketAddress address, MessageCodec<M> codec, Receiver<M> receiver) {
        return new FlowEndpoint<>(name, address, codec, receiver, new EndpointMeters(meters, name), observers);
    }

    private <M> Endpoint<M> open(FlowEndpoint<M> endpoint, MonitoredInterface at, EndpointKeeper.SocketOpener opener) {
        var keeper = new EndpointKeeper(endpoint, at, opener, rebinds);
        keeper.open();
        endpoint.onClose(() -> {
            open.remove(keeper);
            keeper.close();
        });
        open.add(keeper);
        return endpoint;
    }

    private Binding bind(
            FlowEndpoint<?> endpoint,
            LocalInterface place,
            DatagramSocket receiving,
            DatagramSocket sending,
            InetSocketAddress address,
            @Nullable Binding before) {
        String id = "datagrams-" + endpoint.name() + "-" + opened.incrementAndGet();
        // The envelope remembers the numbers it has seen; at another address none of those datagrams is valid.
        Envelope envelope =
                before != null && before.localAddress().equals(address) ? before.envelope() : envelopes.apply(address);
        IntegrationFlowRegistration outbound =
                flows.registration(outboundFlow(sending)).id(id + "-out").register();
        var thread = new ReceivingThread(id, vital);
        var adapter = new SequentialReceivingAdapter(receiving, envelope.sealedBytesMax(endpoint.bytesMax()));
        adapter.setTaskExecutor(thread);
        LabNetwork.Way way = lab == null ? null : lab.way(id, 1);
        IntegrationFlowRegistration inbound = flows.registration(IntegrationFlow.from(adapter)
                        .handle(receiver(endpoint, envelope, way))
                        .get())
                .id(id + "-in")
                .autoStartup(false)
                .register();
        Runnable release = () -> {
            adapter.stop(); // Before the flow behind it: a datagram that has just arrived needs a subscriber.
            receiving.close();
            thread.awaitEnd();
            if (way != null) {
                way.close();
            }
            stop(inbound);
            flows.remove(inbound.getId());
            flows.remove(outbound.getId());
            sending.close();
        };
        startWhenRunning(inbound);
        return new Binding(place, address, envelope, outbound.getInputChannel(), release);
    }

    private static MessageHandler receiver(FlowEndpoint<?> endpoint, Envelope envelope, LabNetwork.@Nullable Way way) {
        return way == null
                ? message -> endpoint.arrived(message, envelope)
                : message -> {
                    InetSocketAddress from =
                            message.getHeaders().get(IpHeaders.PACKET_ADDRESS, InetSocketAddress.class);
                    way.arrived(from == null ? 0 : from.getPort(), () -> endpoint.arrived(message, envelope));
                };
    }

    /** Problems of endpoints that are open and cannot receive. */
    private List<String> problems() {
        return open.stream()
                .map(EndpointKeeper::problem)
                .filter(Objects::nonNull)
                .toList();
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

    /** The context stops each flow itself. */
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
        network.close();
        open.forEach(EndpointKeeper::close);
    }

    @Override
    public List<InterfaceAddress> interfaceAddresses() {
        LocalInterface attached = network.configured().attached();
        try {
            NetworkInterface now = attached == null ? null : NetworkInterface.getByName(attached.name());
            return now == null ? List.of() : List.copyOf(now.getInterfaceAddresses());
        } catch (SocketException e) {
            log.debug("The addresses of {} cannot be read", attached, e);
            return List.of();
        }
    }

    @Override
    public LocalNetwork network() {
        return network;
    }
}
