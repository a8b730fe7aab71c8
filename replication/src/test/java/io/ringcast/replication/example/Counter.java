package io.ringcast.replication.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.replication.BackupSettings;
import io.ringcast.replication.LocalRequests;
import io.ringcast.replication.MembershipSettings;
import io.ringcast.replication.ReplicaSettings;
import io.ringcast.replication.ReplicatedStateMachine;
import io.ringcast.replication.api.Codec;
import io.ringcast.replication.api.Durability;
import io.ringcast.replication.api.GroupAddress;
import io.ringcast.replication.api.MembershipOptions;
import io.ringcast.replication.api.Ordered;
import io.ringcast.replication.api.ReplicaObserver;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.api.StoreSettings;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Scanner;

/** The shortest whole example: a number that three processes share. To add 0 is to read it. */
public final class Counter implements StateMachine<Long, Long, Long> {
    private static final Codec<Long> NUMBERS = Codec.of(
            number -> ByteBuffer.allocate(Long.BYTES).putLong(number).array(),
            bytes -> ByteBuffer.wrap(bytes).getLong());

    @Override
    public Long genesis() {
        return 0L;
    }

    @Override
    public boolean isChange(Long summand) {
        return summand != 0;
    }

    @Override
    public Transition<Long, Long> apply(Long sum, Ordered<Long> summand, int level) {
        long next = sum + summand.command();
        return new Transition<>(next, next);
    }

    @Override
    public Codec<Long> states() {
        return NUMBERS;
    }

    @Override
    public Codec<Long> commands() {
        return NUMBERS;
    }

    @Override
    public Codec<Long> outcomes() {
        return NUMBERS;
    }

    /** Arguments: name, directory, port. Each line is a summand, or asks for the leader. */
    public static void main(String[] args) throws Exception {
        var store = new StoreSettings(Path.of(args[1]), Durability.ALWAYS, 1_000, "counter");
        var options = MembershipOptions.of("counter");
        var members = new MembershipSettings(2, 3, Duration.ofSeconds(2), options);
        var settings = new ReplicaSettings(args[0], members, store, new BackupSettings(Path.of(args[1], "backups"), 1));
        var multicast = InetAddress.getByName("239.255.66.11");
        var group = new GroupAddress(multicast, Integer.parseInt(args[2]), InetAddress.getLoopbackAddress(), 0, null);
        var replica = ReplicatedStateMachine.open(new Counter(), settings, new VitalThreads());
        var requests = new LocalRequests<Long, Long>(replica::request, () -> false, by -> by != 0, options);
        replica.start(() -> group, requests, ReplicaObserver.none());
        for (var lines = new Scanner(System.in, UTF_8); lines.hasNextLine(); ) {
            String line = lines.nextLine();
            System.out.println(
                    line.equals("leader")
                            ? replica.report().leader()
                            : requests.submit(Long.valueOf(line), Duration.ofSeconds(30)));
        }
        replica.close();
    }
}
