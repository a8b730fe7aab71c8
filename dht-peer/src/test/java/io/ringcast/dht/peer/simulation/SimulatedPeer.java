package io.ringcast.dht.peer.simulation;

import static io.ringcast.dht.peer.simulation.VirtualTime.MILLI;

import io.ringcast.dht.peer.ring.RingNode;
import io.ringcast.dht.peer.ring.state.DecreedView;
import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.dht.peer.ring.state.ViewNews;
import io.ringcast.dht.peer.session.PeerCommand;
import io.ringcast.dht.peer.session.Session;
import io.ringcast.dht.peer.session.SessionEffect;
import io.ringcast.dht.peer.session.SessionStatus;
import io.ringcast.foundation.RequestId;
import io.ringcast.foundation.RequestIds;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.ManagerMessage;
import io.ringcast.protocol.dht.Member;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One run of a peer's process. It does what {@code SessionProcess} and {@code RingHost} do, without sockets and threads. */
final class SimulatedPeer implements SimulatedRingNode.Reports {
    static final String ENDED = "this peer has ended";

    private static final long WORK_MAX = 5 * MILLI;

    private final String run;
    private final InetSocketAddress port;
    private final SimulatedWorld world;
    private final VirtualTime time;
    private final SplittableRandom random;
    private final SimulatedProcess process = new SimulatedProcess();
    private final Session session;
    private @Nullable SimulatedRingNode ring;
    private @Nullable DecreedView viewed;
    private int opened;
    private long workFreeAtNanos;
    private long alarmNanos = Long.MAX_VALUE;

    /**
     * Starts a process.
     *
     * @param run names it
     * @param port from which it talks to managers
     * @param manager the one that is configured
     */
    SimulatedPeer(String run, InetSocketAddress port, InetSocketAddress manager, SimulatedWorld world) {
        this.run = run;
        this.port = port;
        this.world = world;
        this.time = world.time();
        this.random = world.random().split();
        this.session = new Session(run, manager, random.split(), time.nanos());
        world.network().open(port, process, this::received);
        tell(now -> {});
    }

    String run() {
        return run;
    }

    SimulatedProcess process() {
        return process;
    }

    SessionStatus status() {
        return session.status(time.nanos());
    }

    /** Its place in a ring; null if it has none. */
    @Nullable
    Membership place() {
        return ring == null ? null : ring.node().membership();
    }

    boolean isReady() {
        return ring != null && ring.node().status().ready();
    }

    /** The slots whose records it has. */
    List<Integer> held() {
        return ring == null ? List.of() : ring.node().status().slots();
    }

    void give(long number, PeerCommand command) {
        process.timer(() -> tell(now -> session.command(number, command, now)));
    }

    /** The process is killed. */
    void kill() {
        process.end();
        world.network().close(port);
    }

    private void received(InetSocketAddress from, Object message) {
        if (message instanceof ManagerMessage known) {
            tell(now -> session.received(from, world.bug().heard(known), now));
        }
    }

    private void tell(LongConsumer event) {
        event.accept(time.nanos());
        var effects = session.flush(time.nanos());
        long wake = session.wakeAtNanos();
        if (wake < alarmNanos) {
            alarmNanos = wake;
            time.at(wake, () -> process.timer(() -> alarm(wake)));
        }
        effects.forEach(this::perform);
    }

    private void alarm(long setFor) {
        if (alarmNanos == setFor) {
            alarmNanos = Long.MAX_VALUE;
            tell(now -> {});
        }
    }

    private void perform(SessionEffect effect) {
        if (world.bug().drops(effect)) {
            return;
        }
        switch (effect) {
            case SessionEffect.Send send -> world.network().send(port, send.to(), send.message());
            case SessionEffect.CommandEnded ended -> world.people().ended(ended.command(), ended.outcome());
            case SessionEffect.Report report -> time.note(() -> run + " reports: " + report.text());
            case SessionEffect.BindPort bind ->
                tell(now -> session.done(bind.number(), "a simulated process keeps its port", now));
            case SessionEffect.CheckDataset check -> work(check, () -> null);
            case SessionEffect.OpenRing open -> work(open, () -> open(open.self()));
            case SessionEffect.CloseRing close -> work(close, this::closeRing);
            case SessionEffect.RingTask task -> start(task);
            case SessionEffect.DropRing drop -> {
                time.note(() -> run + " drops its ring: " + drop);
                if (ring != null) {
                    ring.drop(drop);
                }
            }
            case SessionEffect.TakeView view -> {
                switch (view.news()) {
                    case DecreedView whole -> {
                        take(world.bug().taken(whole, viewed));
                        viewed = whole;
                    }
                    case DecreedView.Change change -> {
                        take(change);
                        viewed = viewed != null && change.follows(viewed.view()) ? viewed.changedBy(change) : viewed;
                    }
                }
            }
            case SessionEffect.AskMember query -> ask(query);
        }
    }

    private void take(ViewNews news) {
        if (ring != null) {
            ring.take(news);
        }
    }

    private interface Job {
        /** @return why it could not be done */
        @Nullable
        String run();
    }

    private void work(SessionEffect.Work work, Job job) {
        workFreeAtNanos = Math.max(workFreeAtNanos, time.nanos()) + random.nextLong(WORK_MAX);
        time.at(
                workFreeAtNanos,
                () -> process.timer(() -> {
                    String fault = job.run();
                    tell(now -> session.done(work.number(), fault, now));
                }));
    }

    private @Nullable String open(Member self) {
        opened++;
        RingNode node = new RingNode(self, world.nodeSettings(), random.split(), new RequestIds(run + "r" + opened));
        SimulatedRingNode opening = new SimulatedRingNode(node, world, process, this);
        if (!opening.open()) {
            return "a port is taken by another process";
        }
        ring = opening;
        return null;
    }

    private @Nullable String closeRing() {
        SimulatedRingNode closing = ring;
        ring = null;
        if (closing != null) {
            closing.close();
        }
        return null;
    }

    private void start(SessionEffect.RingTask task) {
        if (ring == null) {
            taskEnded(new TaskOutcome.RingFailed(FailureReason.NOT_IN_DHT, ENDED));
        } else {
            ring.start(task);
        }
    }

    private void ask(SessionEffect.AskMember query) {
        if (ring == null) {
            answered(
                    query.query(),
                    new DirectMessage.RequestRefused(
                            new RequestId(run, query.query()), FailureReason.NOT_IN_DHT.name(), ENDED));
        } else {
            ring.ask(query);
        }
    }

    @Override
    public void placed(@Nullable Membership place) {
        tell(now -> session.placed(place != null, place == null ? 0 : place.epoch(), place == null ? 0 : place.view()));
    }

    @Override
    public void copiesHeld(NodeEffect.CopiesHeld held) {
        Member self = session.status(time.nanos()).self();
        NodeEffect.CopiesHeld told =
                viewed == null || self == null ? held : world.bug().held(held, viewed, self.user());
        tell(now -> session.copiesHeld(told.epoch(), told.slots()));
    }

    @Override
    public void suspected(String neighbour) {
        tell(now -> session.suspected(neighbour));
    }

    @Override
    public void taskEnded(TaskOutcome outcome) {
        time.note(() -> run + " ends a task: " + outcome);
        tell(now -> session.taskEnded(outcome, now));
    }

    @Override
    public void answered(long query, DirectMessage.DirectAnswer answer) {
        tell(now -> session.memberAnswered(query, answer, now));
    }
}
