package io.ringcast.dht.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ringcast.dht.peer.Edition.RegisterPorts;
import io.ringcast.dht.peer.Edition.SetupOrder;
import io.ringcast.dht.peer.Edition.Wording;
import io.ringcast.dht.peer.dataset.DatasetSource;
import io.ringcast.dht.peer.session.PeerCommand;
import io.ringcast.protocol.network.TransportException;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.records.KeyHash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

    @Test
    void anEditionSaysWhatIsNotSet() {
        PeerProperties first = bound(Map.of());
        assertThat(first.datasetSource())
                .isEqualTo(
                        new DatasetSource(Path.of("data/StatsCountry.csv"), StandardCharsets.UTF_8, "Long Name", 353));
        assertThat(first.handout().lookup()).isEqualTo(Overlay.RING);
        assertThat(bound(Map.of("dht.edition", "2021")).handout()).isEqualTo(first.handout());

        PeerProperties storms = bound(Map.of("dht.edition", "2025"));
        assertThat(storms.datasetSource())
                .isEqualTo(new DatasetSource(
                        Path.of("data/details-{year}.csv"), StandardCharsets.UTF_8, "EVENT_ID", 0, KeyHash.NUMBER, 0));
        assertThat(storms.handout().isYearly()).isTrue();
        assertThat(storms.registration("alice", "127.0.0.1", List.of(4000, 4001)))
                .isEqualTo(new PeerCommand.Register("alice", "127.0.0.1", List.of(4001), 4000));
    }

    @Test
    void eachPropertyOfAnEditionCanBeSetByItself() {
        assertThat(bound(Map.of(
                                "dht.edition", "2025",
                                "dht.dataset", "a.csv",
                                "dht.key-column", "ID",
                                "dht.hash", "code-points",
                                "dht.table-size", "7",
                                "dht.lookup", "hot-potato",
                                "dht.setup-order", "n-user",
                                "dht.register-ports", "ring",
                                "dht.wording", "names"))
                        .handout())
                .isEqualTo(new Edition(
                        Path.of("a.csv"),
                        "ID",
                        KeyHash.CODE_POINTS,
                        "7",
                        Overlay.HOT_POTATO,
                        SetupOrder.N_USER,
                        RegisterPorts.RING,
                        Wording.NAMES));
        assertThat(bound(Map.of("dht.hash", "number")).datasetSource().hash()).isEqualTo(KeyHash.NUMBER);
    }

    private static PeerProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("dht", PeerProperties.class);
    }

    private static PeerProperties withManager(String address) {
        var source = new MapConfigurationPropertySource(Map.of("dht.manager-address", address));
        return new Binder(source).bindOrCreate("dht", PeerProperties.class);
    }
}
