package io.ringcast.protocol.transport.stack;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.Decoded;
import io.ringcast.protocol.autoconfigure.TransportAutoConfiguration;
import io.ringcast.protocol.transport.DatagramEvent;
import io.ringcast.protocol.transport.DatagramObserver;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.protocol.transport.Endpoint;
import io.ringcast.protocol.transport.Receiver;
import io.ringcast.protocol.transport.TextCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application with a transport, the endpoints that a test opens in it, and what they receive. */
@SpringBootTest(classes = EndpointFixture.Application.class)
abstract class EndpointFixture {
    @Configuration
    @ImportAutoConfiguration({IntegrationAutoConfiguration.class, TransportAutoConfiguration.class})
    static class Application {
        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }

        @Bean
        VitalThreads vitalThreads() {
            return new VitalThreads(failure -> {});
        }

        @Bean
        Seen seen() {
            return new Seen();
        }
    }

    static class Seen implements DatagramObserver {
        final List<DatagramEvent> events = new CopyOnWriteArrayList<>();

        @Override
        public void observed(DatagramEvent event) {
            events.add(event);
        }
    }

    /** Collects, and fails on demand. */
    static class Inbox implements Receiver<String> {
        final List<String> messages = new CopyOnWriteArrayList<>();
        final List<InetSocketAddress> senders = new CopyOnWriteArrayList<>();
        final List<String> malformed = new CopyOnWriteArrayList<>();

        @Override
        public void received(InetSocketAddress from, String message) {
            if (message.equals("out of memory")) {
                throw new OutOfMemoryError("on demand");
            }
            if (message.equals("explode")) {
                throw new IllegalStateException("on demand");
            }
            messages.add(message);
            senders.add(from);
        }

        @Override
        public void malformed(InetSocketAddress from, Decoded.Malformed<String> reason) {
            malformed.add(reason.reason());
        }
    }

    @Autowired
    Datagrams datagrams;

    @Autowired
    MeterRegistry meters;

    @Autowired
    Seen seen;

    final List<Endpoint<String>> opened = new CopyOnWriteArrayList<>();

    @AfterEach
    void closeAll() {
        opened.forEach(Endpoint::close);
    }

    Endpoint<String> sharing(Endpoint<String> endpoint) {
        opened.add(endpoint);
        return endpoint;
    }

    Endpoint<String> unicast(String name, Receiver<String> receiver) {
        Endpoint<String> endpoint = datagrams.openPort(name, 0, new TextCodec(), receiver);
        opened.add(endpoint);
        return endpoint;
    }

    Endpoint<String> group(String name, InetSocketAddress group, Receiver<String> receiver) {
        Endpoint<String> endpoint = datagrams.openGroup(name, group, new TextCodec(), receiver);
        opened.add(endpoint);
        return endpoint;
    }

    static InetSocketAddress freeGroup() {
        try (var probe = new DatagramSocket(0)) {
            return new InetSocketAddress("239.255.77.1", probe.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void send(DatagramSocket socket, Endpoint<String> to, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, to.localAddress()));
    }

    double counter(String name, String endpoint) {
        return meters.get(name).tag("endpoint", endpoint).counter().count();
    }
}
