package io.ringcast.replication.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.core.SnapshotAssembly;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.simulation.slots.Examples;
import io.ringcast.replication.simulation.slots.SlotMachine;
import io.ringcast.replication.wire.ReplicaMessage.SnapshotPart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pcollections.TreePMap;

class SnapshotCodecTests {
    private static final MemberId SOURCE = new MemberId("a1", "a");

    private final SlotMachine machine = new SlotMachine();

    @Test
    void aStateComesBackFromItsImage() {
        var state = Examples.state();
        var copy = SnapshotCodec.decode(machine, SnapshotCodec.encode(machine, state));
        assertThat(copy).isEqualTo(state);
        assertThat(copy.recent().all()).hasSize(3);
        assertThat(copy.sessions().byClient()).hasSize(3);
    }

    @Test
    void aStateOfManyChunksComesBackFromItsImage() {
        TreePMap<String, String> many = TreePMap.empty();
        for (int i = 0; i < 20_000; i++) {
            many = many.plus("slot" + i, "owner" + i);
        }
        var example = Examples.state();
        var state = new ReplicaState<>(
                many, example.sessions(), example.recent(), example.epochs(), example.index(), example.chain());
        byte[] snapshot = SnapshotCodec.encode(machine, state);
        assertThat(snapshot).hasSizeGreaterThan(4 * 64 * 1024);
        assertThat(SnapshotCodec.decode(machine, snapshot)).isEqualTo(state);
    }

    @Test
    void theSameChangesGiveTheSameBytes() {
        assertThat(SnapshotCodec.encode(machine, Examples.state()))
                .isEqualTo(SnapshotCodec.encode(machine, Examples.state()));
    }

    @Test
    void aDecodedStateGivesTheSameBytesAgain() {
        byte[] snapshot = SnapshotCodec.encode(machine, Examples.state());
        assertThat(SnapshotCodec.encode(machine, SnapshotCodec.decode(machine, snapshot)))
                .isEqualTo(snapshot);
    }

    @Test
    void aTruncatedImageIsRefused() {
        byte[] snapshot = SnapshotCodec.encode(machine, Examples.state());
        for (int length = 0; length < snapshot.length; length++) {
            byte[] truncated = Arrays.copyOf(snapshot, length);
            assertThatThrownBy(() -> SnapshotCodec.decode(machine, truncated))
                    .as("cut at %d", length)
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void partsThatArriveInAnyOrderAndTwiceMakeTheImage() {
        byte[] snapshot = SnapshotCodec.encode(machine, Examples.state());
        List<Encoded> parts = SnapshotCodec.parts(machine, Examples.state(), 50);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            order.addAll(List.of(i, i));
        }
        Collections.shuffle(order, new Random(1));
        var assembly = new SnapshotAssembly(SOURCE, part(parts, 0));
        assertThat(assembly.isComplete()).isFalse();
        order.forEach(number -> assembly.add(SOURCE, part(parts, number)));
        assertThat(assembly.isComplete()).isTrue();
        assertThat(assembly.bytes()).isEqualTo(snapshot);
    }

    private static SnapshotPart part(List<Encoded> parts, int number) {
        return new SnapshotPart("v1", number, parts.size(), parts.get(number));
    }

    @Test
    void aStateOfANewerReleaseIsRefusedAndSaysWhatToDo() {
        byte[] snapshot = SnapshotCodec.encode(machine, Examples.state());
        snapshot[0]++;
        assertThatThrownBy(() -> SnapshotCodec.decode(machine, snapshot))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("format version 3, which a newer release wrote; this release reads version 2");
    }

    @Test
    void aStateOfMorePartsOrBytesThanAnyStateHasIsRefused() {
        assertThatThrownBy(() ->
                        new SnapshotAssembly(SOURCE, new SnapshotPart("v1", 0, 1_000_000_000, Encoded.of(new byte[1]))))
                .hasMessageContaining("1000000000 parts; up to 8192");
        var megabytes = Encoded.of(new byte[100_000_000]);
        var assembly = new SnapshotAssembly(SOURCE, new SnapshotPart("v1", 0, 12, megabytes));
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 12; i++) {
                        assembly.add(SOURCE, new SnapshotPart("v1", i, 12, megabytes));
                    }
                })
                .hasMessageContaining("more than 1000000000 bytes");
    }

    @Test
    void partsOfTwoStatesAreNotMixed() {
        var part = new SnapshotPart("v1", 0, 2, Examples.bytes("part"));
        var assembly = new SnapshotAssembly(SOURCE, part);
        assembly.add(SOURCE, part);
        assertThatThrownBy(() -> assembly.add(new MemberId("b1", "b"), part)).hasMessageContaining("came from b");
        assertThatThrownBy(() -> assembly.add(SOURCE, new SnapshotPart("v1", 1, 3, Examples.bytes("part"))))
                .hasMessageContaining("part 1 of 3");
    }
}
