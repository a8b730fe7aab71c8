package io.ringcast.dht.peer.simulation;

import io.ringcast.dht.peer.ring.state.DatasetShape;
import java.util.List;
import java.util.stream.Stream;

/** The records that every peer's file has. */
final class Dataset {
    static final DatasetShape SHAPE = new DatasetShape(List.of("Name", "Code"), 0, 23);
    static final List<List<String>> RECORDS = Stream.of(
                    "Aruba", "Bhutan", "Chad", "Denmark", "Egypt", "Fiji", "Ghana", "Haiti", "Iraq", "Japan")
            .map(name -> List.of(name, "code of " + name))
            .toList();
    static final String ABSENT = "Atlantis";

    private Dataset() {}
}
