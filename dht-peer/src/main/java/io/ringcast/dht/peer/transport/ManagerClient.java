package io.ringcast.dht.peer.transport;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringcast.foundation.RequestId;
import io.ringcast.foundation.RequestIds;
import io.ringcast.protocol.PartAssembly;
import io.ringcast.protocol.dht.ManagerCodec;
import io.ringcast.protocol.dht.ManagerMessage;
import io.ringcast.protocol.dht.ManagerReply;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.exchange.Conversation;
import io.ringcast.protocol.exchange.RequestExchange;
import io.ringcast.protocol.exchange.Retry;
import io.ringcast.protocol.exchange.SharedTimer;
import io.ringcast.protocol.network.LocalNetwork;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.protocol.transport.Rejection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks the manager: repeats a request with the same id until it is answered, and puts an answer in parts together. */
public final class ManagerClient implements AutoCloseable {
    private static final Retry RETRY = new Retry(Duration.ofMillis(200), Duration.ofMillis(500), 0.2, 20);

    private final InetSocketAddress manager;
    private final LocalNetwork network;
    private final RequestExchange<ManagerMessage> exchange;
    private final RequestIds ids = RequestIds.random();
    private volatile long answeredAtNanos =
            System.nanoTime() - Duration.ofDays(1).toNanos();

    /** Opens any free port. */
    public ManagerClient(InetSocketAddress manager, Datagrams datagrams, SharedTimer timer, MeterRegistry meters) {
        this.manager = manager;
        this.network = datagrams.network();
        this.exchange = new RequestExchange<>("manager", ManagerCodec.create(), RETRY, datagrams, timer, meters);
    }

    /** Asks; the future always completes, and never exceptionally. Its actions run on a shared thread: they must be short. */
    public CompletableFuture<ManagerAnswer> ask(Function<RequestId, ManagerRequest> request) {
        RequestId id = ids.next();
        ManagerConversation asking = new ManagerConversation(request.apply(id));
        exchange.start(id, manager, asking);
        return asking.answer;
    }

    /** How long ago the manager answered last. */
    public Duration sinceLastAnswer() {
        return Duration.ofNanos(System.nanoTime() - answeredAtNanos);
    }

    /**
     * Sentences that may explain why the manager does not answer: what is wrong with this host's network, and an unsigned
     * hint of the manager that it rejects what is sent from here.
     */
    public List<String> obstacles() {
        List<String> obstacles = new ArrayList<>(network.problems());
        exchange.rejection()
                .filter(rejection -> rejection.from().equals(manager))
                .map(Rejection::sentence)
                .ifPresent(obstacles::add);
        return obstacles;
    }

    /**
     * That the manager does not answer, with what may explain it.
     *
     * @param consequence continues the first sentence
     */
    public String silence(String consequence) {
        String fact = "the manager at " + manager + " does not answer" + consequence;
        List<String> obstacles = obstacles();
        return obstacles.isEmpty() ? fact : fact + ". " + String.join(" ", obstacles);
    }

    @Override
    public void close() {
        exchange.close();
    }

    private final class ManagerConversation implements Conversation<ManagerMessage> {
        private final ManagerRequest request;
        private final CompletableFuture<ManagerAnswer> answer = new CompletableFuture<>();
        private @Nullable PartAssembly<ManagerReply.Success> parts;

        ManagerConversation(ManagerRequest request) {
            this.request = request;
        }

        @Override
        public ManagerMessage attempt(int number) {
            return request;
        }

        @Override
        public boolean received(InetSocketAddress from, ManagerMessage message) {
            if (!(message instanceof ManagerReply reply) || !from.equals(manager)) {
                return false;
            }
            answeredAtNanos = System.nanoTime();
            return switch (reply) {
                case ManagerReply.Failure failure ->
                    answer.complete(new ManagerAnswer.Denied(failure.reason(), failure.text()));
                case ManagerReply.Success success -> collect(success);
            };
        }

        private boolean collect(ManagerReply.Success success) {
            PartAssembly<ManagerReply.Success> assembly = parts;
            if (assembly == null || assembly.count() != success.parts()) {
                assembly = new PartAssembly<>(success.parts());
                parts = assembly;
            }
            Optional<List<ManagerReply.Success>> all = assembly.add(success.part(), success);
            all.ifPresent(replies -> answer.complete(new ManagerAnswer.Granted(
                    replies.stream().flatMap(reply -> reply.members().stream()).toList())));
            return all.isPresent();
        }

        @Override
        public void gaveUp() {
            answer.complete(new ManagerAnswer.Silent());
        }
    }
}
