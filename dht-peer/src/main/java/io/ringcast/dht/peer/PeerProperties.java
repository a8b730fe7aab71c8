package io.ringcast.dht.peer;

import io.ringcast.dht.peer.dataset.DatasetSource;
import io.ringcast.dht.peer.ring.state.NodeSettings;
import io.ringcast.dht.peer.session.PeerCommand;
import io.ringcast.protocol.dht.Limits;
import io.ringcast.protocol.link.LinkSettings;
import io.ringcast.protocol.network.TransportException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * A peer's settings.
 *
 * @param managerAddress {@code dht.manager-address}: the manager's IPv4 address
 * @param managerPort {@code dht.manager-port}: the manager's UDP port
 * @param dataset {@code dht.dataset}: CSV file with a header, read by the leader
 * @param keyColumn {@code dht.key-column}: header of the column that is hashed; its values are unique
 * @param charset {@code dht.charset}: in which the dataset is written
 * @param tableSize {@code dht.table-size}: positions of each local table, or {@code auto}: the first prime above twice the
 *     number of records
 * @param neighbourTimeout {@code dht.neighbour-timeout}: a member of the ring that acknowledges nothing for so long is gone
 * @param progressTimeout {@code dht.progress-timeout}: a command fails when nothing has moved around the ring for so long
 * @param answerTimeout {@code dht.answer-timeout}: a query fails when unanswered for so long
 * @param register {@code dht.register}: as whom and where the peer registers by itself when it starts, in the words of the
 *     command; not at all by default
 */
@Validated
@ConfigurationProperties("dht")
public record PeerProperties(
        @NotBlank @DefaultValue("127.0.0.1") String managerAddress,
        @Min(1) @Max(65_535) @DefaultValue("3000") int managerPort,
        @DefaultValue("data/StatsCountry.csv") Path dataset,
        @NotBlank @DefaultValue("Long Name") String keyColumn,
        @DefaultValue("UTF-8") Charset charset,

        @Pattern(regexp = "auto|[1-9][0-9]{0,8}", message = "is 'auto' or a number from 1 to 999999999")
        @DefaultValue("353")
        String tableSize,

        @DefaultValue("10s") Duration neighbourTimeout,
        @DefaultValue("15s") Duration progressTimeout,
        @DefaultValue("5s") Duration answerTimeout,

        @Nullable
        @Pattern(
                regexp = "\\w+ [0-9.]+( [1-9][0-9]{0,4}){1,3}",
                message = "is a user, an IPv4 address and one to three ports, such as 'alice 127.0.0.1 4001'")
        String register) {
    /**
     * Where the manager is.
     *
     * @throws TransportException if the address cannot be that of a host, or is not IPv4
     */
    InetSocketAddress manager() {
        InetSocketAddress manager = new InetSocketAddress(managerAddress, managerPort);
        if (!(manager.getAddress() instanceof Inet4Address address)
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()) {
            throw new TransportException("dht.manager-address should be the IPv4 address of the manager's host, such as"
                    + " 192.168.1.20, or a name that has one, and not " + managerAddress + ".");
        }
        return manager;
    }

    /** What to register at the start; empty if somebody is to give the command. */
    Optional<PeerCommand.Register> registration() {
        if (register == null) {
            return Optional.empty();
        }
        String[] words = register.split(" ", -1);
        List<Integer> ports =
                Arrays.stream(words, 2, words.length).map(Integer::valueOf).toList();
        return Optional.of(new PeerCommand.Register(words[0], words[1], ports));
    }

    DatasetSource datasetSource() {
        int positions = tableSize.equals("auto") ? 0 : Math.min(Integer.parseInt(tableSize), Limits.TABLE_SIZE_MAX);
        return new DatasetSource(dataset, charset, keyColumn, positions);
    }

    NodeSettings nodeSettings() {
        return new NodeSettings(
                LinkSettings.standard().withSilenceMax(neighbourTimeout), progressTimeout, answerTimeout);
    }
}
