package io.ringcast.replication.runtime;

import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.replication.api.AnswerSink;
import io.ringcast.replication.api.ReplicaObserver;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.core.ViewChangeSettings;
import io.ringcast.replication.group.Group;
import io.ringcast.replication.log.ReplicaStorage;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a replica needs, the same in all its lives.
 *
 * @param minMembers how many servers there must be to serve
 * @param suspectAfter how long a server may be silent before the others go on without it
 * @param storages opens the storage; throws {@link io.ringcast.replication.api.NetworkUnavailableException} while the group
 *     cannot be joined, for then the disk need not be read
 * @param groups makes the group on the network as it is now; throws the same
 * @param vital ends the process when the replica cannot go on
 */
public record ReplicaEnvironment<S, C, O>(
        StateMachine<S, C, O> machine,
        int minMembers,
        Duration suspectAfter,
        Supplier<ReplicaStorage> storages,
        Supplier<Group> groups,
        AnswerSink<O> answers,
        ReplicaObserver<S> observer,
        VitalThreads vital) {
    /** A view change waits for half the time after which a silent member is suspected. */
    ViewChangeSettings viewChange() {
        return new ViewChangeSettings(minMembers, Math.max(1, suspectAfter.toMillis() / 2));
    }
}
