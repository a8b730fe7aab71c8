package io.ringcast.dht.peer.simulation;

import static io.ringcast.dht.peer.simulation.VirtualTime.MILLI;

import io.ringcast.dht.manager.app.PresenceSettings;
import io.ringcast.dht.manager.app.PresenceWatch;
import io.ringcast.dht.manager.domain.ManagerCommand;
import io.ringcast.dht.manager.domain.ManagerEndpoint;
import io.ringcast.dht.manager.domain.ManagerOutcome;
import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.User;
import io.ringcast.dht.manager.transport.ViewTranslation;
import io.ringcast.dht.manager.transport.WireTranslation;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.ManagerMessage;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.dht.PresenceMessage;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A manager's process, run after run. It does what {@code ManagerPort} does, without a socket and a thread. */
final class SimulatedManager {
    private static final long TICK = 100 * MILLI;
    private static final int TICKS_BETWEEN_ANNOUNCEMENTS = 10;

    private final String name;
    private final InetSocketAddress address;
    private final VirtualTime time;
    private final SplittableRandom random;
    private final SimulatedNetwork network;
    private final ManagerGroup group;
    private final PresenceSettings settings;
    private final PresenceCheck check;
    private final int copies;
    private final PlantedBug bug;
    private final ViewTranslation views = new ViewTranslation();

    private SimulatedProcess process = new SimulatedProcess();
    private PresenceWatch watch;
    private Map<RequestId, Waiting> waiting = new HashMap<>();
    private String requester = "";
    private long sequence;
    private long ticks;
    private int runs;
    private int applied;
    private boolean isolated;
    private boolean serves;
    private boolean leads;

    private record Waiting(InetSocketAddress peer, String user) {}

    SimulatedManager(String name, InetSocketAddress address, SimulatedWorld world, PresenceSettings settings) {
        this.name = name;
        this.address = address;
        this.time = world.time();
        this.random = world.random().split();
        this.network = world.network();
        this.group = world.group();
        this.check = world.presence();
        this.bug = world.bug();
        this.settings = settings;
        this.copies = world.copies();
        this.watch = new PresenceWatch(settings, name);
        process.end();
    }

    InetSocketAddress address() {
        return address;
    }

    SimulatedProcess process() {
        return process;
    }

    boolean isIsolated() {
        return isolated;
    }

    /** Whether it runs and hears the other managers. */
    boolean isConnected() {
        return process.runs() && !isolated;
    }

    /** The process starts, from its store. */
    void start() {
        SimulatedProcess begun = new SimulatedProcess();
        process = begun;
        requester = name + "run" + ++runs;
        watch = new PresenceWatch(settings, requester);
        check.restarted(this);
        waiting = new HashMap<>();
        sequence = 0;
        ticks = 0;
        serves = false;
        leads = false;
        applied = Math.min(applied, group.log().size());
        network.open(address, begun, this::received);
        time.note(() -> name + " starts");
        group.joined();
        scheduleTick(begun);
    }

    void crash() {
        time.note(() -> name + " crashes");
        process.end();
        network.close(address);
        group.lost();
    }

    /** What it has stored is gone. One that has no others knows nothing any more. */
    void loseStore() {
        time.note(() -> name + " loses its store");
        applied = 0;
        if (group.isAlone()) {
            group.log().lose();
        }
    }

    /** Whether it serves, and knows all that was decided. */
    boolean isUpToDate() {
        return isConnected() && serves && applied == group.log().size();
    }

    void pause() {
        time.note(() -> name + " is paused");
        process.pause();
        group.lost();
    }

    void resume() {
        time.note(() -> name + " goes on");
        process.resume(random.nextBoolean());
        group.joined();
    }

    /** The other managers do not hear it, nor it them; peers reach it. */
    void isolate() {
        time.note(() -> name + " is cut off from the other managers");
        isolated = true;
        group.lost();
    }

    void reconnect() {
        isolated = false;
        group.joined();
    }

    void installs(boolean nowServes, boolean nowLeads) {
        serves = nowServes;
        leads = nowLeads;
        if (serves) {
            applied = group.log().size();
        }
    }

    /** The decisions up to there have arrived. */
    void applies(SimulatedProcess applying, int size) {
        while (applied < size && process == applying) {
            ManagerLog.Decision decision = group.log().decision(applied++);
            Waiting asked = waiting.remove(decision.id());
            check.decided(this, decision);
            if (asked != null) {
                answer(asked, decision.id(), decision.outcome());
            }
        }
    }

    private void answer(Waiting asked, RequestId id, ManagerOutcome outcome) {
        ManagerState state = state();
        long epoch = state.user(asked.user).filter(User::isWatched).isPresent() ? state.epoch() : 0;
        WireTranslation.replies(id, outcome, epoch).forEach(reply -> send(asked.peer, reply));
    }

    private ManagerState state() {
        return group.log().stateAt(applied);
    }

    private void send(InetSocketAddress to, ManagerMessage message) {
        network.send(address, to, message);
    }

    private void received(InetSocketAddress from, Object message) {
        if (message instanceof ManagerRequest request) {
            waiting.put(request.id(), new Waiting(from, request.user()));
            if (serves) {
                group.request(this, request.id(), WireTranslation.command(request, random.nextLong(), null, copies, 2));
            }
        } else if (message instanceof PresenceMessage.Heartbeat heartbeat) {
            heard(from, heartbeat);
        } else if (message instanceof PresenceMessage.Suspicion suspicion) {
            watch.suspected(suspicion.suspect(), time.nanos());
        }
    }

    private void heard(InetSocketAddress from, PresenceMessage.Heartbeat heartbeat) {
        ManagerState state = state();
        if (state.user(heartbeat.user())
                .filter(user -> user.incarnation().equals(heartbeat.incarnation()))
                .isPresent()) {
            watch.heard(heartbeat.user(), heartbeat.incarnation(), heartbeat.epoch(), from, time.nanos());
            check.heard(this, heartbeat.user(), heartbeat.incarnation());
        }
        if (serves) {
            int interval = watch.intervalMillis(state.users().size());
            send(from, WireTranslation.presence(heartbeat, state, interval));
            views.news(heartbeat, state).forEach(part -> send(from, part));
        }
    }

    private void scheduleTick(SimulatedProcess of) {
        time.after(
                TICK,
                () -> of.timer(() -> {
                    tick();
                    scheduleTick(of);
                }));
    }

    private void tick() {
        ManagerState state = state();
        boolean leading = serves && leads;
        check.ticks(this, leading);
        List<PresenceWatch.Step> steps = watch.due(state, leading, time.nanos());
        for (PresenceWatch.Step step : bug.steps(steps)) {
            check.steps(this, step, state);
            switch (step) {
                case PresenceWatch.Step.Ask ask -> send(ask.to(), new PresenceMessage.Probe(nextId(), ask.user()));
                case PresenceWatch.Step.Propose proposal -> group.request(this, nextId(), proposal.command());
            }
        }
        if (ticks++ % TICKS_BETWEEN_ANNOUNCEMENTS == 0 && serves) {
            announce(state);
        }
    }

    private void announce(ManagerState state) {
        var self = new ManagerEndpoint(name, address.getAddress().getHostAddress(), address.getPort());
        if (!self.equals(state.managers().get(name))) {
            group.request(this, nextId(), new ManagerCommand.AnnounceManager(self));
        }
    }

    private RequestId nextId() {
        return new RequestId(requester, ++sequence);
    }

    @Override
    public String toString() {
        return name;
    }
}
