package io.ringcast.dht.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ringcast.dht.peer.session.PeerCommand;
import io.ringcast.protocol.network.TransportException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PeerPropertiesTests {
    @ParameterizedTest
    @ValueSource(strings = {"::1", "0.0.0.0", "239.255.1.1", "no.such.host.invalid"})
    void aManagerThatNoDatagramCanReachIsRefused(String address) {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> withManager(address).manager())
                .withMessageContaining("dht.manager-address should be the IPv4 address")
                .withMessageContaining(address);
    }

    @Test
    void aNameThatHasAnIpv4AddressIsTaken() {
        assertThat(withManager("localhost").manager().getAddress().getHostAddress())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void aRegistrationIsWrittenAsInTheCommand() {
        var source = new MapConfigurationPropertySource(Map.of("dht.register", "alice 127.0.0.1 4001 4002"));
        PeerProperties properties = new Binder(source).bindOrCreate("dht", PeerProperties.class);
        assertThat(properties.registration())
                .contains(new PeerCommand.Register("alice", "127.0.0.1", List.of(4001, 4002)));
        assertThat(withManager("localhost").registration()).isEmpty();
    }

    private static PeerProperties withManager(String address) {
        var source = new MapConfigurationPropertySource(Map.of("dht.manager-address", address));
        return new Binder(source).bindOrCreate("dht", PeerProperties.class);
    }
}
