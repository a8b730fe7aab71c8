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
        return new Peer(datagrams, guard, timer, properties, RequestIds.randomRequester(), meters, vital);
    }

    @Bean
    PeerHost peerHost(
            Peer peer,
            HostProperties host,
            Datagrams datagrams,
            ReplyGuard guard,
            SharedTimer timer,
            PeerProperties properties,
            MeterRegistry meters,
            VitalThreads vital) {
        PeerHost peers = new PeerHost(
                peer,
                host.peers(),
                properties.registration(),
                () -> new Peer(datagrams, guard, timer, properties, RequestIds.randomRequester(), meters, vital),
                vital);
        gauge(meters, peers, "ringcast.dht.records", "Records in the local table", NodeStatus::records);
        gauge(meters, peers, "ringcast.dht.backlog", "Messages that wait for the right neighbour", NodeStatus::backlog);
        FunctionCounter.builder("ringcast.dht.retransmissions", peers, p -> sum(p, NodeStatus::retransmissions))
                .description("Frames that were sent again to the right neighbour")
                .register(meters);
        FunctionCounter.builder("ringcast.dht.copies.repaired", peers, p -> sum(p, NodeStatus::differences))
                .description("Slots whose copy here was not what all holders agreed on, and was fetched anew")
                .register(meters);
        return peers;
    }

    @Bean
    StartRegistration startRegistration(Peer peer, PeerProperties properties, VitalThreads vital) {
        return new StartRegistration(peer, properties.registration(), vital);
    }

    private static void gauge(
            MeterRegistry meters, PeerHost peers, String name, String description, ToDoubleFunction<NodeStatus> value) {
        Gauge.builder(name, peers, p -> sum(p, value)).description(description).register(meters);
    }

    private static double sum(PeerHost peers, ToDoubleFunction<NodeStatus> value) {
        return peers.all().stream()
                .flatMap(listed -> listed.peer().stream())
                .flatMap(peer -> peer.status().stream())
                .mapToDouble(value)
                .sum();
    }
}
