package io.ringcast.replication.simulation;

import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.group.MemberAttributes;
import java.util.SplittableRandom;

/**
 * What a service brings to a simulation: its state machine, the commands of its clients, and its own checks. A check fails
 * with an {@link AssertionError}. Each run has a workload of its own, which may therefore keep state, and uses it in one thread.
 *
 * @param <S> the state of the machine
 * @param <C> a command
 * @param <O> an outcome
 */
public interface Workload<S, C, O> {
    /**
     * The state machine as a release has it. Called at each start of a server.
     *
     * @param level the newest level whose rules the release knows; a machine whose rules have never changed ignores it
     */
    StateMachine<S, C, O> machine(int level);

    /** The newest level of {@link #machine}. A plan with {@link Plan.Fault#UPGRADES} starts servers of all levels from 0 on. */
    default int newestLevel() {
        return MemberAttributes.LEVEL;
    }

    /**
     * The next command of a client. The seed decides: all that is random comes from {@code random}.
     *
     * @param client its name; a client asks one command after the other, and may give one up
     */
    C next(String client, SplittableRandom random);

    /** Checks an outcome when a client receives it. */
    default void answered(ClientOperation<C, O> operation) {}

    /**
     * Checks the state when the group is at rest: all servers serve in one view and have this state, and nothing is under way
     * between them. Called at such moments of the run, and at its end.
     */
    default void atRest(S state) {}

    /** Checks the end of the run, after the promise of the plan has been checked. */
    default void ended(SimulationResult<S, C, O> result) {}
}
