package io.ringcast.replication.group;

import java.util.List;
import java.util.UUID;

/** A group of one server that never has others: nothing is sent, and no network is needed. */
public final class SoloGroup implements Group {
    private final MemberId self;

    /**
     * Creates a group that is not joined yet.
     *
     * @param name of the server
     */
    public SoloGroup(String name, MemberAttributes attributes) {
        this.self = new MemberId(UUID.randomUUID().toString(), name, attributes);
    }

    @Override
    public MemberId join(Listener listener) {
        listener.viewInstalled(new GroupView(self.id(), List.of(self)));
        return self;
    }

    @Override
    public void abandonJoin() {}

    @Override
    public void send(MemberId to, byte[] message) {
        throw new IllegalArgumentException("there is no member " + to);
    }

    @Override
    public void broadcast(byte[] message) {}

    @Override
    public void close() {}
}
