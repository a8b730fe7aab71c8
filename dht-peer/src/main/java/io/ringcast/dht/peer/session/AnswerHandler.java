package io.ringcast.dht.peer.session;

/** Goes on with a manager's answer, at the time at which it came. */
@FunctionalInterface
interface AnswerHandler {
    void answered(ManagerAnswer answer, long nowNanos);
}
