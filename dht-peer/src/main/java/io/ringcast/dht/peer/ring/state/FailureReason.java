package io.ringcast.dht.peer.ring.state;

/** Why a member cannot do what it was asked. */
public enum FailureReason {
    /** A member did not answer within the time limit. */
    MEMBER_SILENT,
    /** The right neighbour acknowledges nothing any more. */
    NEIGHBOUR_SILENT,
    /** Nothing has moved in the ring for the time limit. */
    NO_PROGRESS,
    /** The nodes hold another number of records than were read. */
    RECORDS_LOST,
    /** The dataset could not be read. */
    DATASET_UNREADABLE,
    /** This peer is no member of a DHT. */
    NOT_IN_DHT,
    /** The DHT is being built. */
    NOT_READY,
    /** The request is for another ring than this peer's. */
    OTHER_RING,
    /** Nobody has the records of the key's slot any more. */
    SLOT_LOST,
    /** This peer is to answer for the slot, or to give copies of it, and does not have all of its records. */
    COPY_INCOMPLETE,
    /** The manager has given the DHT up. */
    DHT_GIVEN_UP,
    /** The managers have given the rebuild up, and the ring goes on as it was. */
    REBUILD_GIVEN_UP,
    /** Another process has registered under this peer's name. */
    REPLACED
}
