package io.ringcast.replication.jgroups;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.ringcast.replication.api.ReplicaObserver;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.jgroups.BytesMessage;
import org.jgroups.Message;
import org.jgroups.util.Table;
import org.junit.jupiter.api.Test;

class MessageWindowTests {
    private final List<String> dropped = new ArrayList<>();
    private final Refusals refusals = new Refusals(new ReplicaObserver<>() {
        @Override
        public void dropped(String reason) {
            dropped.add(reason);
        }
    });

    @Test
    void aNumberFarAheadTakesNoMemoryAndIsCounted() {
        Table<Message> unicasts = new MessageWindow.OfUnicasts(refusals).createTable(1);
        Table<Message> multicasts = new MessageWindow.OfMulticasts(refusals).createTable(0);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (Table<Message> table : List.of(unicasts, multicasts)) {
            long before = threads.getCurrentThreadAllocatedBytes();

            assertThat(table.add(1L << 40, new BytesMessage())).isFalse();
            assertThat(table.add(Long.MAX_VALUE, new BytesMessage())).isFalse();

            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000_000);
            assertThat(table.add(1, new BytesMessage())).isTrue();
            assertThat(table.add(MessageWindow.AHEAD_MAX, new BytesMessage())).isTrue();
        }
        assertThat(dropped).containsOnly("out of window").hasSize(4);
    }
}
