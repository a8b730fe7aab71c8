package io.ringcast.benchmarks.ringcast;

import io.ringcast.benchmarks.load.Caller;
import io.ringcast.benchmarks.load.MeasuredService;
import io.ringcast.benchmarks.load.MeasuredWork;
import io.ringcast.benchmarks.process.ProcessHome;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.ManagerCodec;
import io.ringcast.protocol.dht.ManagerMessage;
import io.ringcast.protocol.dht.ManagerReply;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.exchange.Conversation;
import io.ringcast.protocol.exchange.RequestExchange;
import io.ringcast.protocol.exchange.Retry;
import io.ringcast.systemtests.lab.Ports;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Managers, each a process of its own from its jar, with users whose peers do not exist: what they would say is said from
 * here. Three of the users are the members of a DHT.
 */
public final class ManagerGroup implements MeasuredService {
    /** Users that are the members of the DHT. */
    public static final int RING = 3;

    private static final String ADDRESS = "127.0.0.1";
    private static final int FIRST_PORT = 1_024;
    private static final int LETTERS = 26;

    private final ManagerPlan plan;
    private final List<ServiceProcess> processes = new ArrayList<>();
    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private final RequestExchange<ManagerMessage> exchange;
    private final AtomicInteger users = new AtomicInteger();
    private final AtomicLong sequence = new AtomicLong();

    /** Starts the managers, and has them take a DHT for complete. */
    public ManagerGroup(ManagerPlan plan, ProcessHome home, LoopbackTransport transport) {
        this.plan = plan;
        String group = Ports.group();
        int groupPort = Ports.freeUdpPair();
        for (int i = 1; i <= plan.managers(); i++) {
            int port = Ports.freeUdpPair();
            addresses.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            List<String> arguments = new ArrayList<>(List.of(Integer.toString(port)));
            if (plan.managers() > 1) {
                arguments.addAll(List.of(
                        "--dht.managers=" + plan.managers(),
                        "--dht.manager-group=" + group,
                        "--dht.manager-group-port=" + groupPort));
            }
            processes.add(new ServiceProcess("manager" + i, plan.jar(), home, arguments));
        }
        processes.forEach(ServiceProcess::awaitHealthy);
        exchange = new RequestExchange<>(
                "benchmark",
                ManagerCodec.create(),
                Retry.DEFAULT,
                transport.datagrams(),
                transport.timer(),
                transport.meters());
        String leader = register("").join();
        for (int i = 1; i < RING; i++) {
            register("").join();
        }
        ask(leader, id -> new ManagerRequest.SetUpDht(id, RING, leader)).join();
        ask(leader, id -> new ManagerRequest.DhtComplete(id, leader)).join();
    }

    /** Where each manager answers. */
    List<InetSocketAddress> addresses() {
        return List.copyOf(addresses);
    }

    /**
     * Registers one more user, which has an address of its own.
     *
     * @param incarnation of its process; empty for one that sends no heartbeats
     * @return its name
     */
    CompletableFuture<String> register(String incarnation) {
        int number = users.getAndIncrement();
        String user = name(number);
        return ask(
                        user,
                        id -> new ManagerRequest.Register(id, user, ADDRESS, List.of(FIRST_PORT + number), incarnation))
                .thenApply(done -> user);
    }

    /** A user's name, which has letters only. */
    private static String name(int number) {
        StringBuilder name = new StringBuilder("u");
        for (int rest = number; name.length() < 5; rest /= LETTERS) {
            name.append((char) ('a' + rest % LETTERS));
        }
        return name.toString();
    }

    /** Each user is a requester of its own: of one requester, the managers decide changes in the order of their numbers. */
    private CompletableFuture<ManagerReply.Success> ask(String user, Function<RequestId, ManagerRequest> request) {
        long number = sequence.incrementAndGet();
        ManagerRequest made = request.apply(new RequestId(user, number));
        var answer = new CompletableFuture<ManagerReply.Success>();
        exchange.start(made.id(), addresses.get((int) (number % addresses.size())), new Conversation<>() {
            @Override
            public ManagerMessage attempt(int attempt) {
                return made;
            }

            @Override
            public boolean received(InetSocketAddress from, ManagerMessage reply) {
                if (reply instanceof ManagerReply.Success success) {
                    answer.complete(success);
                } else {
                    answer.completeExceptionally(new IllegalStateException(made + " was answered with " + reply));
                }
                return true;
            }

            @Override
            public void gaveUp() {
                answer.completeExceptionally(new IllegalStateException(made + " was not answered"));
            }
        });
        return answer;
    }

    /** The most processor time that one of the managers has used. */
    public Duration processorTime() {
        return processes.stream()
                .map(ServiceProcess::processorTime)
                .max(Duration::compareTo)
                .orElseThrow();
    }

    /** The largest live heap of a manager after a collection. */
    public double liveHeapMegabytes() {
        return processes.stream()
                .mapToDouble(ServiceProcess::liveHeapMegabytes)
                .max()
                .orElseThrow();
    }

    @Override
    public String name() {
        return plan.name();
    }

    /** A free user that asks where its query may begin. */
    @Override
    public Caller newCaller(MeasuredWork work) {
        if (work != MeasuredWork.ENTRY) {
            throw new IllegalArgumentException("a manager knows no " + work.label());
        }
        String user = register("").join();
        return () -> ask(user, id -> new ManagerRequest.QueryDht(id, user)).join();
    }

    @Override
    public void close() {
        exchange.close();
        processes.forEach(ServiceProcess::close);
    }
}
