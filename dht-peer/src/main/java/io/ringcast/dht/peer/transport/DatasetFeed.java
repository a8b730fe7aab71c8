package io.ringcast.dht.peer.transport;

import io.ringcast.dht.peer.dataset.CsvDataset;
import io.ringcast.dht.peer.dataset.DatasetException;
import io.ringcast.dht.peer.dataset.DatasetReader;
import io.ringcast.dht.peer.dataset.DatasetSource;
import io.ringcast.dht.peer.domain.Placement;
import io.ringcast.dht.peer.ring.state.DatasetShape;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.foundation.vital.VitalThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the dataset on a thread of its own, which is only there while there is something to read. */
public final class DatasetFeed {
    private static final Logger log = LoggerFactory.getLogger(DatasetFeed.class);

    private static final int FOUND_AT_ONCE = 1_024;

    private final DatasetSource source;
    private final VitalThreads vital;
    private final ExecutorService reading =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("dataset").factory());

    private @Nullable CsvDataset dataset;
    private @Nullable DatasetReader reader;

    /** Takes records and whether they are the last. */
    @FunctionalInterface
    interface RecordsConsumer {
        void accept(List<List<String>> records, boolean last);
    }

    /** Of the dataset that is configured. */
    public DatasetFeed(DatasetSource source, VitalThreads vital) {
        this.source = source;
        this.vital = vital;
    }

    /** Reads this dataset, which has been validated, from its beginning. */
    void use(CsvDataset validated) {
        submit(() -> restart(validated));
    }

    /** Validates the configured dataset, that of a year if there are several. */
    void open(int year, Consumer<DatasetShape> opened, Consumer<String> refused) {
        submit(() -> {
            try {
                CsvDataset validated = CsvDataset.validate(source.of(year));
                restart(validated);
                opened.accept(validated.shape());
            } catch (DatasetException e) {
                refused.accept(text(e));
            }
        });
    }

    /** Reads on. */
    void read(int most, RecordsConsumer records, Consumer<String> refused) {
        submit(() -> {
            try {
                readOn(most, records);
            } catch (DatasetException e) {
                refused.accept(text(e));
            }
        });
    }

    /** Reads the configured dataset as a whole, if it has these columns, and gives the records of some slots. */
    void find(NodeEffect.FindRecords wanted, Consumer<List<List<String>>> found) {
        submit(() -> {
            try {
                DatasetShape shape = wanted.shape();
                CsvDataset validated =
                        CsvDataset.validate(source.of(shape.table().year()));
                if (validated.shape().columns().equals(shape.columns())
                        && validated.shape().keyColumn() == shape.keyColumn()) {
                    found.accept(recordsOf(validated, wanted));
                }
            } catch (DatasetException e) {
                log.info("The dataset cannot tell the records of lost slots: {}", text(e));
            }
        });
    }

    private static List<List<String>> recordsOf(CsvDataset dataset, NodeEffect.FindRecords wanted)
            throws DatasetException {
        var placement = new Placement(wanted.shape().table(), wanted.ring());
        List<List<String>> records = new ArrayList<>();
        try (DatasetReader all = dataset.read()) {
            while (!all.isAtEnd()) {
                for (List<String> values : all.read(FOUND_AT_ONCE)) {
                    if (wanted.slots()
                            .contains(
                                    placement.ownerOf(values.get(wanted.shape().keyColumn())))) {
                        records.add(values);
                    }
                }
            }
        }
        return records;
    }

    private void readOn(int most, RecordsConsumer records) throws DatasetException {
        DatasetReader current = reader;
        if (current == null) {
            if (dataset == null) {
                return;
            }
            current = dataset.read();
            reader = current;
        }
        List<List<String>> more = current.read(most);
        boolean last = current.isAtEnd();
        if (last) {
            closeReader();
        }
        records.accept(more, last);
    }

    private static String text(DatasetException e) {
        return String.valueOf(e.getMessage());
    }

    private void restart(CsvDataset validated) {
        closeReader();
        dataset = validated;
    }

    /** Stops reading. */
    void close() {
        submit(() -> {
            closeReader();
            dataset = null;
        });
    }

    /** Stops reading for good. */
    void end() {
        close();
        reading.shutdown();
    }

    private void closeReader() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    private void submit(Runnable action) {
        try {
            reading.execute(() -> {
                try {
                    action.run();
                } catch (RuntimeException e) {
                    log.error("Reading the dataset failed", e);
                } catch (Error e) {
                    vital.failed("the dataset's reader", e); // The task that waits for the records would never end.
                    throw e;
                }
            });
        } catch (RejectedExecutionException e) {
            log.debug("The dataset is read no more", e);
        }
    }
}
