package io.ringcast.reservation.server.app;

import io.ringcast.replication.api.Phase;
import io.ringcast.replication.api.ReplicaReport;
import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.State;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns, once the server serves, if its data files are not what the group has; and tells each change of the catalog. For one
 * thread.
 */
final class CatalogNews {
    private static final Logger log = LoggerFactory.getLogger(CatalogNews.class);

    private final Catalog files;
    private @Nullable Catalog known;

    CatalogNews(Catalog files) {
        this.files = files;
    }

    /** Takes the state of the replica after a batch of events. */
    @SuppressWarnings("ReferenceEquality") // A state shares its catalog with the one before until it changes.
    void saw(ReplicaReport<State> report) {
        State state = report.application();
        if (state == null || report.phase() != Phase.ACTIVE || state.catalog() == known) {
            return;
        }
        Catalog now = state.catalog();
        if (known == null) {
            warn(CatalogDifferences.of(files, now));
        } else if (!now.equals(known)) {
            log.info(
                    "the catalog has changed: {} rooms, {} timeslots, {} days",
                    now.rooms().size(),
                    now.timeslots().size(),
                    now.days().size());
        }
        known = now;
    }

    private static void warn(List<String> differences) {
        if (!differences.isEmpty()) {
            log.warn(
                    "the catalog of this server's files is not that of its group or store, which goes on: {}."
                            + " POST /api/catalog/import?dryRun=true shows what bringing in the files would change,"
                            + " and without dryRun it does so",
                    String.join("; ", differences));
        }
    }
}
