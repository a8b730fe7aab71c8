package io.ringcast.benchmarks.floor;

import io.ringcast.benchmarks.load.Caller;
import io.ringcast.benchmarks.load.MeasuredService;
import io.ringcast.benchmarks.load.MeasuredWork;
import io.ringcast.benchmarks.process.ProcessHome;
import io.ringcast.benchmarks.process.Program;
import io.ringcast.benchmarks.ringcast.LoopbackTransport;
import io.ringcast.systemtests.lab.Ports;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The floor: a client multicasts a datagram, receivers in processes of their own send it back, the first echo is the
 * answer. No service that is asked in this way can be faster.
 */
public final class Echo implements MeasuredService {
    private final EchoKind kind;
    private final InetSocketAddress group = new InetSocketAddress(Ports.group(), Ports.freeUdpPair());
    private final List<Program> receivers = new ArrayList<>();
    private final Supplier<Caller> callers;
    private final Runnable closing;

    /**
     * Starts it.
     *
     * @param receivers how many answer
     * @param transport for the clients
     */
    public Echo(EchoKind kind, int receivers, ProcessHome home, LoopbackTransport transport) {
        this.kind = kind;
        List<String> arguments =
                List.of(kind.name(), group.getAddress().getHostAddress(), Integer.toString(group.getPort()));
        for (int i = 1; i <= receivers; i++) {
            this.receivers.add(Program.startMain("echo" + i, home, EchoReceiver.class, arguments));
        }
        this.receivers.forEach(
                receiver -> receiver.awaitReady(() -> receiver.output().contains(EchoReceiver.READY)));
        if (kind == EchoKind.RAW) {
            callers = () -> new RawEchoCaller(group);
            closing = () -> {};
        } else {
            var exchange = new EchoExchange(group, transport.datagrams());
            callers = exchange::newCaller;
            closing = exchange::close;
        }
    }

    @Override
    public String name() {
        return kind.label();
    }

    @Override
    public Caller newCaller(MeasuredWork work) {
        if (work != MeasuredWork.ECHO) {
            throw new IllegalArgumentException("an echo knows no " + work.label());
        }
        return callers.get();
    }

    @Override
    public void close() {
        closing.run();
        receivers.forEach(Program::close);
    }
}
