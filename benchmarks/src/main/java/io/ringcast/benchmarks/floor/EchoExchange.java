package io.ringcast.benchmarks.floor;

import io.ringcast.benchmarks.load.Caller;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.protocol.transport.Endpoint;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Sends the requests of any number of clients from one endpoint, as Ringcast's client library does. */
final class EchoExchange implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 200;
    private static final int ATTEMPTS = 5;

    private final InetSocketAddress group;
    private final Endpoint<byte[]> endpoint;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, CompletableFuture<Void>> asked = new ConcurrentHashMap<>();

    EchoExchange(InetSocketAddress group, Datagrams datagrams) {
        this.group = group;
        this.endpoint = datagrams.openPort(
                "echoes", 0, new BytesCodec(), (from, datagram) -> echoed(EchoDatagram.number(datagram)));
    }

    private void echoed(long number) {
        CompletableFuture<Void> first = asked.remove(number);
        if (first != null) {
            first.complete(null);
        }
    }

    Caller newCaller() {
        return this::call;
    }

    private void call() throws InterruptedException, ExecutionException, TimeoutException {
        long number = numbers.incrementAndGet();
        var answer = new CompletableFuture<Void>();
        asked.put(number, answer);
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            endpoint.send(group, EchoDatagram.of(number));
            if (isEchoed(answer)) {
                return;
            }
        }
        asked.remove(number);
        throw new TimeoutException("no echo");
    }

    private static boolean isEchoed(CompletableFuture<Void> answer) throws InterruptedException, ExecutionException {
        try {
            answer.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
