package io.ringcast.protocol.transport.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcast.protocol.transport.Direction;
import io.ringcast.protocol.transport.Endpoint;
import io.ringcast.protocol.transport.TextCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedDatagramsIT extends EndpointFixture {
    @Test
    void aGroupIsSentSeveralMessagesInADatagramAndAnswersWhoDidThatInTheSameWay() {
        InetSocketAddress group = freeGroup();
        var asked = new Inbox();
        var answers = new Inbox();
        Endpoint<String> server = sharing(datagrams.openGroup("sharing server", group, new TextCodec(true), asked));
        Endpoint<String> client = sharing(datagrams.openPort("sharing client", 0, new TextCodec(true), answers));

        client.send(group, "{alone}");
        await().until(() -> asked.messages.size() == 1);
        server.sendAll(client.localAddress(), List.of("{re 1}", "{re 2}"));
        await().until(() -> answers.messages.size() == 2);
        assertThat(shared("sharing server", "out")).as("to who never did that").isZero();

        List<String> many = IntStream.range(0, 100).mapToObj(i -> "{" + i + "}").toList();
        client.sendAll(group, many);
        await().until(() -> asked.messages.size() == 101);
        server.sendAll(client.localAddress(), many);
        await().until(() -> answers.messages.size() == 102);

        assertThat(asked.messages.subList(1, 101)).isEqualTo(many);
        assertThat(answers.messages.subList(2, 102)).isEqualTo(many);
        int datagramsOfMany = (100 + SharedDatagram.MESSAGES_MAX - 1) / SharedDatagram.MESSAGES_MAX;
        assertThat(shared("sharing client", "out")).isEqualTo(datagramsOfMany);
        assertThat(shared("sharing server", "in")).isEqualTo(datagramsOfMany);
        assertThat(shared("sharing server", "out")).isEqualTo(datagramsOfMany);
        assertThat(seen.events)
                .as("each message is traced")
                .filteredOn(e -> e.endpoint().equals("sharing server") && e.direction() == Direction.IN)
                .hasSize(101);
    }

    @Test
    void whatIsWrongWithAMessageIsNotTheOthersFault() {
        var inbox = new Inbox();
        Endpoint<String> receiver = sharing(datagrams.openPort("mixed", 0, new TextCodec(true), inbox));
        try (var socket = new DatagramSocket()) {
            send(socket, receiver, "bad}\n{2}\n{3}");
            send(socket, receiver, "{".repeat(1401));
            send(socket, receiver, "{4}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }

        await().until(() -> inbox.messages.contains("{4}"));
        assertThat(inbox.messages).containsExactly("{2}", "{3}", "{4}");
        assertThat(inbox.malformed).hasSize(2);
    }

    @Test
    void whatDoesNotFitADatagramTakesAnother() {
        InetSocketAddress group = freeGroup();
        var inbox = new Inbox();
        sharing(datagrams.openGroup("large", group, new TextCodec(true), inbox));
        Endpoint<String> client = sharing(datagrams.openPort("large client", 0, new TextCodec(true), new Inbox()));
        List<String> messages = IntStream.of(700, 699, 1, 1398, 1400, 5, 5)
                .map(size -> Math.max(size, 2))
                .mapToObj(size -> "{" + "x".repeat(size - 2) + "}")
                .toList();

        client.sendAll(group, messages);

        await().until(() -> inbox.messages.size() == messages.size());
        assertThat(inbox.messages).isEqualTo(messages);
        assertThat(inbox.malformed).isEmpty();
        assertThat(shared("large client", "out")).isEqualTo(2);
    }

    private double shared(String endpoint, String direction) {
        return meters.get("ringcast.datagrams.shared")
                .tag("endpoint", endpoint)
                .tag("direction", direction)
                .counter()
                .count();
    }
}
