package io.ringcast.dht.peer;

import io.ringcast.dht.peer.Edition.RegisterPorts;
import io.ringcast.dht.peer.Edition.SetupOrder;
import io.ringcast.dht.peer.Edition.Wording;
import io.ringcast.dht.peer.dataset.DatasetSource;
import io.ringcast.dht.peer.ring.state.NodeSettings;
import io.ringcast.dht.peer.session.PeerCommand;
import io.ringcast.protocol.link.LinkSettings;
import io.ringcast.protocol.network.TransportException;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.records.KeyHash;
import io.ringcast.protocol.records.TableShape;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
 * @param edition {@code dht.edition}: which edition of the handout says what is not set
 * @param dataset {@code dht.dataset}: CSV file with a header, read by the leader; one for each year if its name has {year}
 * @param keyColumn {@code dht.key-column}: header of the column that is hashed; its values are unique
 * @param charset {@code dht.charset}: in which the dataset is written
 * @param tableSize {@code dht.table-size}: positions of each local table, or {@code auto}: the first prime above twice the
 *     number of records
 * @param hash {@code dht.hash}: how a key becomes a position
 * @param lookup {@code dht.lookup}: the overlay of a DHT whose {@code setup-dht} names none
 * @param setupOrder {@code dht.setup-order}: in which order {@code setup-dht} takes its arguments
 * @param registerPorts {@code dht.register-ports}: what the ports of {@code register} are for
 * @param wording {@code dht.wording}: how outcomes are worded at the prompt
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

        @Pattern(regexp = "2020|2021|2025", message = "is 2020, 2021 or 2025") @DefaultValue("2020")
        String edition,

        @Nullable Path dataset,
        @Nullable @Size(min = 1) String keyColumn,
        @DefaultValue("UTF-8") Charset charset,

        @Nullable @Pattern(regexp = "auto|[1-9][0-9]{0,8}", message = "is 'auto' or a number from 1 to 999999999")
        String tableSize,

        @Nullable KeyHash hash,
        @Nullable Overlay lookup,
        @Nullable SetupOrder setupOrder,
        @Nullable RegisterPorts registerPorts,
        @Nullable Wording wording,
        @DefaultValue("10s") Duration neighbourTimeout,
        @DefaultValue("15s") Duration progressTimeout,
        @DefaultValue("5s") Duration answerTimeout,

        @Nullable
        @Pattern(
                regexp = "\\w+ [0-9.]+( [1-9][0-9]{0,4}){1,4}",
                message = "is a user, an IPv4 address and the ports, such as 'alice 127.0.0.1 4001'")
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
        return Optional.of(registration(words[0], words[1], ports));
    }

    /** The command, with what its ports are for. */
    PeerCommand.Register registration(String user, String address, List<Integer> ports) {
        boolean first = handout().registerPorts() == RegisterPorts.MANAGER_FIRST && !ports.isEmpty();
        return first
                ? new PeerCommand.Register(user, address, ports.subList(1, ports.size()), ports.getFirst())
                : new PeerCommand.Register(user, address, ports);
    }

    /** What is set, and else what the edition says. */
    public Edition handout() {
        Edition of = Edition.of(edition);
        return new Edition(
                dataset == null ? of.dataset() : dataset,
                keyColumn == null ? of.keyColumn() : keyColumn,
                hash == null ? of.hash() : hash,
                tableSize == null ? of.tableSize() : tableSize,
                lookup == null ? of.lookup() : lookup,
                setupOrder == null ? of.setupOrder() : setupOrder,
                registerPorts == null ? of.registerPorts() : registerPorts,
                wording == null ? of.wording() : wording);
    }

    DatasetSource datasetSource() {
        Edition told = handout();
        String size = told.tableSize();
        int positions = size.equals("auto") ? 0 : Math.min(Integer.parseInt(size), TableShape.SIZE_MAX);
        return new DatasetSource(told.dataset(), charset, told.keyColumn(), positions, told.hash(), 0);
    }

    NodeSettings nodeSettings() {
        return new NodeSettings(
                LinkSettings.standard().withSilenceMax(neighbourTimeout), progressTimeout, answerTimeout);
    }
}
