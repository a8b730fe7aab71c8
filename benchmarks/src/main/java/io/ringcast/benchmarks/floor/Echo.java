package io.ringcast.benchmarks.floor;

import io.ringcast.benchmarks.load.Caller;
import io.ringcast.benchmarks.load.Service;
import io.ringcast.benchmarks.load.Work;
import io.ringcast.benchmarks.process.Ports;
import io.ringcast.benchmarks.process.Program;
import io.ringcast.benchmarks.ringcast.Transport;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The floor: a client multicasts a datagram, receivers in processes of their own send it back, the first echo is the
 * answer. No service that is asked in this way can be faster.
 */
public final class Echo implements Service {
    private final EchoKind kind;
    private final InetSocketAddress group = Ports.group();
    private final List<Program> receivers = new ArrayList<>();
    private final Asking asking;

    private record Asking(Supplier<Caller> callers, Runnable closing) {}

    /**
     * Starts it.
     *
     * @param receivers how many answer
     * @param transport for the clients
     */
    public Echo(EchoKind kind, int receivers, Path directory, List<String> jvmOptions, Transport transport) {
        this.kind = kind;
        List<String> arguments =
                List.of(kind.name(), group.getAddress().getHostAddress(), Integer.toString(group.getPort()));
        for (int i = 1; i <= receivers; i++) {
            this.receivers.add(Program.startMain("echo" + i, directory, jvmOptions, EchoReceiver.class, arguments));
        }
        this.receivers.forEach(
                receiver -> receiver.awaitReady(() -> receiver.output().contains(EchoReceiver.READY)));
        this.asking = switch (kind) {
            case RAW -> new Asking(() -> new RawEchoCaller(group), () -> {});
            case INTEGRATION -> {
                var exchange = new EchoExchange(group, transport.datagrams());
                yield new Asking(exchange::newCaller, exchange::close);
            }
        };
    }

    @Override
    public String name() {
        return kind.label();
    }

    @Override
    public Caller newCaller(Work work) {
        if (work != Work.ECHO) {
            throw new IllegalArgumentException("an echo knows no " + work.label());
        }
        return asking.callers().get();
    }

    @Override
    public void close() {
        asking.closing().run();
        receivers.forEach(Program::close);
    }
}
