package io.ringcast.protocol.autoconfigure;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.ringcast.foundation.lab.LabNetwork;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.exchange.SharedTimer;
import io.ringcast.protocol.guard.ReplyGuard;
import io.ringcast.protocol.guard.ReplyProperties;
import io.ringcast.protocol.network.InterfaceSelector;
import io.ringcast.protocol.network.LocalNetwork;
import io.ringcast.protocol.network.NetworkMonitor;
import io.ringcast.protocol.signing.Envelope;
import io.ringcast.protocol.signing.SharedSecret;
import io.ringcast.protocol.signing.SignedEnvelope;
import io.ringcast.protocol.transport.DatagramObserver;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.protocol.transport.stack.IntegrationDatagrams;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.integration.dsl.context.IntegrationFlowContext;

/** Gives every process its {@link Datagrams} and the one timer that all its requests share. */
@AutoConfiguration(after = IntegrationAutoConfiguration.class)
@EnableConfigurationProperties({RingcastProperties.class, ReplyProperties.class, LabProperties.class})
public class TransportAutoConfiguration {
    /** The way to open endpoints. */
    @Bean
    @ConditionalOnMissingBean
    Datagrams datagrams(
            RingcastProperties properties,
            ObjectProvider<LabNetwork> lab,
            IntegrationFlowContext flows,
            ObjectProvider<MeterRegistry> meters,
            ObjectProvider<DatagramObserver> observers,
            VitalThreads vital) {
        return new IntegrationDatagrams(
                new NetworkMonitor(InterfaceSelector.of(properties.networkInterface()), vital, lab.getIfAvailable()),
                flows,
                envelopes(properties),
                meters.getIfAvailable(CompositeMeterRegistry::new),
                observers.orderedStream().toList(),
                vital);
    }

    /** What a lab does to this process's datagrams. It exists only in a process that was started for a lab. */
    @Bean
    @ConditionalOnProperty("ringcast.lab.ports")
    LabNetwork labNetwork(LabProperties lab, RingcastProperties properties) {
        return lab.network(properties.networkInterface());
    }

    /** Limits whom this process answers, and how much it sends. */
    @Bean
    @ConditionalOnMissingBean
    ReplyGuard replyGuard(Datagrams datagrams, ReplyProperties properties, ObjectProvider<MeterRegistry> meters) {
        return new ReplyGuard(
                datagrams, properties.replyNetworks(), meters.getIfAvailable(CompositeMeterRegistry::new));
    }

    /** The configured interface, for components that bind sockets of their own and for health. */
    @Bean
    @ConditionalOnMissingBean
    LocalNetwork localNetwork(Datagrams datagrams) {
        return datagrams.network();
    }

    private static Function<InetSocketAddress, Envelope> envelopes(RingcastProperties properties) {
        String secret = properties.secret();
        if (secret == null) {
            return address -> Envelope.PLAIN;
        }
        byte[] key = SharedSecret.signingKey(secret);
        return address -> new SignedEnvelope(key, address, InstantSource.system());
    }

    /** Ends the process when an essential thread fails. */
    @Bean
    @ConditionalOnMissingBean
    VitalThreads vitalThreads() {
        return new VitalThreads();
    }

    /** Timeouts and repetitions of all exchanges. */
    @Bean
    @ConditionalOnMissingBean
    SharedTimer sharedTimer(VitalThreads vital) {
        return new SharedTimer(vital);
    }
}
