package io.ringcast.dht.peer.session;

import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a session knows and what it wants done, shared by its parts. */
final class SessionState {
    /** Names this run of the process: in the ids of its requests, and as the incarnation of its user. */
    final String run;

    final Epochs epochs = new Epochs();

    private final List<SessionEffect> effects = new ArrayList<>();
    private long sequence;
    private @Nullable Member self;
    private int managerPort;
    private Standing standing = Standing.UNKNOWN;
    private boolean member;
    private long ringEpoch;
    private long viewEpoch;
    private boolean needsWholeView;
    private long heldEpoch;
    private List<Integer> held = List.of();
    private long settledAtNanos = Long.MIN_VALUE;
    private @Nullable Function<RequestId, ManagerRequest> undelivered;
    private boolean keepsFormer;
    private boolean deregistering;
    private boolean replaced;
    private @Nullable String trouble;

    SessionState(String run) {
        this.run = run;
    }

    RequestId nextId() {
        return new RequestId(run, ++sequence);
    }

    /** Whether this process has given a request or heartbeat this id. */
    boolean isOwn(RequestId id) {
        return id.requester().equals(run) && id.sequence() <= sequence;
    }

    void emit(SessionEffect effect) {
        effects.add(effect);
    }

    List<SessionEffect> takeEffects() {
        List<SessionEffect> taken = List.copyOf(effects);
        effects.clear();
        return taken;
    }

    /** The user of this process; null while it has none. */
    @Nullable
    Member self() {
        return self;
    }

    /** This process talks to the managers from a port that somebody has named. */
    void boundTo(int port) {
        managerPort = port;
    }

    /** The port from which it talks to the managers; 0 if that is any one. */
    int managerPort() {
        return managerPort;
    }

    /** The manager has taken this user. */
    void registered(Member user) {
        self = user;
        standing = Standing.FREE;
        deregistering = false;
        replaced = false;
        trouble = null;
    }

    /** The process has no user any more. */
    void unregistered() {
        self = null;
        standing = Standing.UNKNOWN;
        deregistering = false;
        undelivered = null;
        trouble = null;
    }

    /** What the manager said last that the user is. */
    void stands(Standing now) {
        standing = now;
        if (isKnown()) {
            trouble = null;
        }
    }

    /** Whether the manager knows this process's user, as far as is known here. */
    boolean isKnown() {
        return self != null && standing != Standing.UNKNOWN && standing != Standing.REPLACED;
    }

    /** Where the ring node stands. */
    void placed(boolean inRing, long epoch, long view) {
        member = inRing;
        ringEpoch = epoch;
        viewEpoch = view;
        if (!inRing) {
            held = List.of();
        }
        if (inRing) {
            epochs.saw(epoch);
        }
    }

    boolean isMember() {
        return member;
    }

    long ringEpoch() {
        return ringEpoch;
    }

    /** Epoch of the latest view of the ring that the node has; 0 outside of a ring, or if it needs a view as a whole. */
    long viewEpoch() {
        return needsWholeView ? 0 : viewEpoch;
    }

    /** Whether the node cannot use the changes that the managers tell. */
    void needsWholeView(boolean needs) {
        needsWholeView = needs;
    }

    /** Whether the node keeps its part of a ring that it is leaving, or has left. */
    void keepsFormer(boolean keeps) {
        keepsFormer = keeps;
    }

    boolean keepsFormer() {
        return keepsFormer;
    }

    /** The ring that this peer has left goes on without it for good. */
    void forgetsFormer(long epoch, String why) {
        keepsFormer = false;
        if (epoch > 0) {
            emit(new SessionEffect.DropRing(epoch, FailureReason.NOT_IN_DHT, why));
        }
    }

    /** The managers are to know that the node has these slots' records; empty if they know. */
    void held(long epoch, List<Integer> slots) {
        heldEpoch = epoch;
        held = slots;
    }

    List<Integer> held() {
        return held;
    }

    long heldEpoch() {
        return heldEpoch;
    }

    /** An exchange that changes something is over, or has got so far: what was asked before it is out of date. */
    void settled(long nowNanos) {
        settledAtNanos = nowNanos;
    }

    boolean isSettledSince(long nanos) {
        return settledAtNanos <= nanos;
    }

    /** What the manager waits for and has perhaps not been told, because it was silent; null if there is nothing. */
    @Nullable
    Function<RequestId, ManagerRequest> undelivered() {
        return undelivered;
    }

    void undelivered(@Nullable Function<RequestId, ManagerRequest> conclusion) {
        undelivered = conclusion;
    }

    /** The manager was told to forget the user, and did not answer. */
    void deregistering() {
        deregistering = true;
    }

    boolean isDeregistering() {
        return deregistering;
    }

    /** Another process has taken this one's user. */
    void replaced(String sentence) {
        unregistered();
        replaced = true;
        trouble = sentence;
    }

    boolean isReplaced() {
        return replaced;
    }

    /** What keeps this peer from being registered; null if nothing does. */
    @Nullable
    String trouble() {
        return trouble;
    }

    void trouble(String sentence) {
        trouble = sentence;
    }
}
