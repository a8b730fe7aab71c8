package io.ringcast.dht.peer;

import io.ringcast.dht.peer.dataset.DatasetSource;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.records.KeyHash;
import java.nio.file.Path;

/**
 * What an edition of the handout sets, unless it is set one by one.
 *
 * @param dataset {@code dht.dataset}
 * @param keyColumn {@code dht.key-column}
 * @param hash {@code dht.hash}
 * @param tableSize {@code dht.table-size}
 * @param lookup {@code dht.lookup}
 * @param setupOrder {@code dht.setup-order}
 * @param registerPorts {@code dht.register-ports}
 * @param wording {@code dht.wording}
 */
public record Edition(
        Path dataset,
        String keyColumn,
        KeyHash hash,
        String tableSize,
        Overlay lookup,
        SetupOrder setupOrder,
        RegisterPorts registerPorts,
        Wording wording) {
    /** In which order {@code setup-dht} takes its arguments. */
    public enum SetupOrder {
        /** The number of nodes, then the user. */
        N_USER,
        /** The user, then the number of nodes; the year of the dataset comes last. */
        USER_N
    }

    /** What the ports of {@code register} are for. */
    public enum RegisterPorts {
        /** For the ring and for queries. */
        RING,
        /** The first one is for the managers, all others for peers. */
        MANAGER_FIRST
    }

    /** How outcomes are worded at the prompt. */
    public enum Wording {
        /** Records have names; a query shows its path. */
        NAMES,
        /** Records are storm events; a query shows the sequence of node ids. */
        EVENTS
    }

    private static final Edition FIRST = new Edition(
            Path.of("data/StatsCountry.csv"),
            "Long Name",
            KeyHash.CODE_POINTS,
            "353",
            Overlay.RING,
            SetupOrder.N_USER,
            RegisterPorts.RING,
            Wording.NAMES);

    private static final Edition STORMS = new Edition(
            Path.of("data/details-{year}.csv"),
            "EVENT_ID",
            KeyHash.NUMBER,
            "auto",
            Overlay.HOT_POTATO,
            SetupOrder.USER_N,
            RegisterPorts.MANAGER_FIRST,
            Wording.EVENTS);

    /** Whether there is a dataset for each year, so that {@code setup-dht} names one. */
    public boolean isYearly() {
        return DatasetSource.isYearly(dataset);
    }

    /** That of a year: 2020, 2021 or 2025. The second one adds {@code join-dht}, which there is in any case. */
    static Edition of(String year) {
        return year.equals("2025") ? STORMS : FIRST;
    }
}
