package io.ringcast.protocol.transport.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.network.TransportException;
import io.ringcast.protocol.transport.DatagramEvent;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.protocol.transport.Direction;
import io.ringcast.protocol.transport.Endpoint;
import io.ringcast.protocol.transport.Receiver;
import io.ringcast.protocol.transport.TextCodec;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextAware;
import org.springframework.context.Lifecycle;
import org.springframework.integration.channel.NullChannel;

class DatagramsIT extends EndpointFixture {
    @Test
    void datagramsAreHandedOverInTheOrderOfTheirArrival() {
        var inbox = new Inbox();
        Endpoint<String> receiver = unicast("receiver", inbox);
        Endpoint<String> sender = unicast("sender", new Inbox());

        // In bursts smaller than any kernel's buffer, so that loss cannot blur the order.
        for (int burst = 0; burst < 100; burst++) {
            int first = burst * 50;
            IntStream.range(first, first + 50).forEach(i -> sender.send(receiver.localAddress(), "" + i));
            await().pollInterval(Duration.ofMillis(1)).until(() -> inbox.messages.size() == first + 50);
        }

        assertThat(inbox.messages)
                .isEqualTo(IntStream.range(0, 5000).mapToObj(String::valueOf).toList());
    }

    /** In contexts of their own, which the other tests do not share: the process counts as failed afterwards. */
    @Test
    void anErrorInAReceivingThreadEndsTheProcess() {
        withContext(context -> {
            Datagrams own = context.getBean(Datagrams.class);
            Endpoint<String> receiver = own.openPort("receiver", 0, new TextCodec(), new Inbox());

            unicast("sender", new Inbox()).send(receiver.localAddress(), "out of memory");

            awaitFailure(context);
        });
    }

    @Test
    void aSocketThatIsClosedBehindItsReceiverEndsTheProcess() throws IOException {
        var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var adapter = new SequentialReceivingAdapter(socket, 100);
        var vital = new VitalThreads(failure -> {});
        adapter.setTaskExecutor(new ReceivingThread("receiver", vital));
        adapter.setOutputChannel(new NullChannel());
        adapter.setBeanFactory(new DefaultListableBeanFactory());
        adapter.setApplicationEventPublisher(event -> {});
        adapter.afterPropertiesSet();
        adapter.start();
        await().until(adapter::isListening);

        socket.close();

        await().until(() -> vital.failure() != null);
    }

    private static void withContext(Consumer<AssertableApplicationContext> test) {
        new ApplicationContextRunner().withUserConfiguration(Application.class).run(test::accept);
    }

    private static void awaitFailure(AssertableApplicationContext context) {
        await().until(() -> context.getBean(VitalThreads.class).failure() != null);
    }

    /** A server that is started while clients are busy gets its first datagrams while Spring still makes its beans. */
    @Test
    void whatArrivesBeforeTheApplicationRunsIsReceivedOnceItDoes() {
        Endpoint<String> sender = unicast("sender", new Inbox());
        var inbox = new Inbox();
        AtomicBoolean early = new AtomicBoolean();
        new ApplicationContextRunner()
                .withUserConfiguration(Application.class)
                .withBean(EarlyReceiver.class, () -> new EarlyReceiver(inbox, sender, early))
                .run(context -> {
                    sender.send(context.getBean(EarlyReceiver.class).address(), "late");

                    await().until(() -> inbox.messages.size() == 2);
                    assertThat(inbox.messages).containsExactly("early", "late");
                    assertThat(early)
                            .as("handed over before the application ran")
                            .isFalse();
                });
    }

    /** Opens its endpoint, and has been sent a datagram, before it returns from the callback that makes it a bean. */
    private static final class EarlyReceiver implements ApplicationContextAware {
        private final Inbox inbox;
        private final Endpoint<String> sender;
        private final AtomicBoolean early;
        private final CompletableFuture<InetSocketAddress> address = new CompletableFuture<>();

        EarlyReceiver(Inbox inbox, Endpoint<String> sender, AtomicBoolean early) {
            this.inbox = inbox;
            this.sender = sender;
            this.early = early;
        }

        InetSocketAddress address() {
            return address.join();
        }

        @Override
        public void setApplicationContext(ApplicationContext context) {
            Datagrams datagrams = context.getBean(Datagrams.class);
            Lifecycle application = context.getBean("applicationRunningController", Lifecycle.class);
            Receiver<String> receiver = (from, message) -> {
                early.compareAndSet(false, !application.isRunning());
                inbox.received(from, message);
            };
            Endpoint<String> endpoint = datagrams.openPort("early", 0, new TextCodec(), receiver);
            address.complete(endpoint.localAddress());
            sender.send(endpoint.localAddress(), "early");
        }
    }

    @Test
    void anAnswerComesFromTheAddressThatWasAsked() {
        var answers = new Inbox();
        Endpoint<String> asker = unicast("asker", answers);
        var server = new CompletableFuture<Endpoint<String>>();
        server.complete(unicast("server", (from, message) -> server.join().send(from, "re " + message)));

        asker.send(server.join().localAddress(), "hello");

        await().until(() -> answers.messages.contains("re hello"));
        assertThat(answers.senders).containsExactly(server.join().localAddress());
    }

    @Test
    void allMembersOfAGroupGetAMulticastAndAnswerByUnicast() {
        InetSocketAddress group = freeGroup();
        var first = new Inbox();
        var second = new Inbox();
        group("first", group, first);
        Endpoint<String> member = group("second", group, second);
        var answers = new Inbox();
        Endpoint<String> client = unicast("client", answers);

        client.send(group, "to all");
        await().until(() -> first.messages.contains("to all") && second.messages.contains("to all"));
        member.send(second.senders.getFirst(), "to you");
        await().until(() -> answers.messages.contains("to you"));

        assertThat(first.senders).containsExactly(client.localAddress());
        assertThat(answers.senders).allMatch(from -> from.getAddress().isLoopbackAddress());
        assertThat(datagrams.network().multicastTtl()).isZero();
    }

    @Test
    void aGroupDoesNotHearAnotherGroupOnTheSamePort() {
        InetSocketAddress group = freeGroup();
        var other = new InetSocketAddress("239.255.77.2", group.getPort());
        var inbox = new Inbox();
        var otherInbox = new Inbox();
        group("one", group, inbox);
        group("other", other, otherInbox);
        Endpoint<String> client = unicast("client", new Inbox());

        client.send(other, "for the other");
        client.send(group, "for the first");

        await().until(() -> inbox.messages.size() == 1 && otherInbox.messages.size() == 1);
        assertThat(inbox.messages).containsExactly("for the first");
    }

    @Test
    void garbageIsCountedAndTracedAndStopsNothing() throws IOException {
        var inbox = new Inbox();
        Endpoint<String> receiver = unicast("garbage", inbox);
        try (var socket = new DatagramSocket()) {
            for (int size : new int[] {0, 1401, 2000, 65_000}) {
                socket.send(new DatagramPacket(new byte[size], size, receiver.localAddress()));
            }
            send(socket, receiver, "bad");
            send(socket, receiver, "ipAckAddress=127.0.0.1:9;id=1;");
            send(socket, receiver, "explode");
            send(socket, receiver, "still here");
        }

        await().until(() -> inbox.messages.contains("still here"));
        assertThat(inbox.malformed).hasSize(5);
        assertThat(counter("ringcast.datagrams.malformed", "garbage")).isEqualTo(inbox.malformed.size());
        assertThat(counter("ringcast.receiver.failures", "garbage")).isEqualTo(1);
        assertThat(seen.events)
                .anyMatch(e -> e.endpoint().equals("garbage") && e.type().equals(DatagramEvent.MALFORMED))
                .anyMatch(e -> e.endpoint().equals("garbage") && e.text().equals("still here"));
    }

    @Test
    void anErrorOfTheNetworkIsCountedNotThrown() {
        Endpoint<String> sender = unicast("unsent", new Inbox());

        sender.send(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "nowhere");
        sender.send(InetSocketAddress.createUnresolved("no.such.host.invalid", 9), "nowhere");

        assertThat(counter("ringcast.datagrams.unsent", "unsent")).isEqualTo(2);
        sender.send(sender.localAddress(), "and the socket is still open");
        await().untilAsserted(() ->
                assertThat(seen.events).anyMatch(e -> e.endpoint().equals("unsent") && e.direction() == Direction.IN));
    }

    @Test
    void aPortInUseIsRefusedWithASentence() throws IOException {
        try (var taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            var address = (InetSocketAddress) taken.getLocalSocketAddress();

            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> datagrams.openUnicast("taken", address, new TextCodec(), new Inbox()))
                    .withMessageContaining("UDP port " + address.getPort())
                    .withMessageContaining("choose a free port");
        }
    }

    @Test
    void aGroupPortThatSomebodyDoesNotShareIsRefusedWithASentence() throws IOException {
        try (var taken = new DatagramSocket(0)) {
            var group = new InetSocketAddress("239.255.77.1", taken.getLocalPort());

            assertThatExceptionOfType(TransportException.class)
                    .isThrownBy(() -> datagrams.openGroup("taken", group, new TextCodec(), new Inbox()))
                    .withMessageContaining("choose another port");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "240.0.0.1"})
    void aGroupThatIsNotMulticastIsRefusedWithASentence(String address) {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> datagrams.openGroup(
                        "no-group", new InetSocketAddress(address, 55555), new TextCodec(), new Inbox()))
                .withMessageContaining("'" + address + "' is not a multicast group")
                .withMessageContaining("224.0.0.0");
    }

    @Test
    void aPortCanBeClosedAndOpenedAgain() {
        var before = new Inbox();
        Endpoint<String> first = unicast("again", before);
        InetSocketAddress address = first.localAddress();
        first.close();
        first.close();

        var after = new Inbox();
        Endpoint<String> second = datagrams.openUnicast("again", address, new TextCodec(), after);
        opened.add(second);
        second.send(address, "to myself");

        await().until(() -> after.messages.contains("to myself"));
        assertThat(before.messages).isEmpty();
    }

    @Test
    void aReceiverMayCloseItsOwnEndpoint() {
        var self = new CompletableFuture<Endpoint<String>>();
        var closed = new AtomicBoolean();
        self.complete(unicast("self-closing", (from, message) -> {
            self.join().close();
            closed.set(true);
        }));

        unicast("sender", new Inbox()).send(self.join().localAddress(), "close");

        await().untilTrue(closed);
    }
}
