package io.ringcast.dht.peer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringcast.dht.peer.ring.NodeStatus;
import io.ringcast.foundation.RequestIds;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.exchange.SharedTimer;
import io.ringcast.protocol.guard.ReplyGuard;
import io.ringcast.protocol.transport.Datagrams;
import java.util.function.ToDoubleFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the peer together. */
@Configuration(proxyBeanMethods = false)
class PeerConfiguration {
    @Bean
    Peer peer(
            Datagrams datagrams,
            ReplyGuard guard,
            SharedTimer timer,
            PeerProperties properties,
            MeterRegistry meters,
            VitalThreads vital) {
        Peer peer = new Peer(datagrams, guard, timer, properties, RequestIds.randomRequester(), meters, vital);
        gauge(meters, peer, "ringcast.dht.records", "Records in the local table", NodeStatus::records);
        gauge(meters, peer, "ringcast.dht.backlog", "Messages that wait for the right neighbour", NodeStatus::backlog);
        FunctionCounter.builder("ringcast.dht.retransmissions", peer, p -> value(p, NodeStatus::retransmissions))
                .description("Frames that were sent again to the right neighbour")
                .register(meters);
        FunctionCounter.builder("ringcast.dht.copies.repaired", peer, p -> value(p, NodeStatus::differences))
                .description("Slots whose copy here was not what all holders agreed on, and was fetched anew")
                .register(meters);
        return peer;
    }

    @Bean
    StartRegistration startRegistration(Peer peer, PeerProperties properties, VitalThreads vital) {
        return new StartRegistration(peer, properties, vital);
    }

    private static void gauge(
            MeterRegistry meters, Peer peer, String name, String description, ToDoubleFunction<NodeStatus> value) {
        Gauge.builder(name, peer, p -> value(p, value)).description(description).register(meters);
    }

    private static double value(Peer peer, ToDoubleFunction<NodeStatus> value) {
        return peer.status().map(value::applyAsDouble).orElse(0.0);
    }
}
