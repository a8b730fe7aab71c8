package io.ringcast.replication.jgroups.datagram;

/** What a message is about. Its headers tell it, and it decides what the payload may be. */
enum PayloadType {
    /** Bytes of a replica. */
    REPLICA_MESSAGE,
    /** A part of such bytes. */
    FRAGMENT,
    /** No payload: the headers are the whole message. */
    HEADERS_ONLY,
    /** What a member announces in a discovery; a request may omit it. */
    DISCOVERY,
    /** A view, for members that look for other groups to merge with. */
    VIEW,
    VIEW_AND_DIGEST,
    /** The same, or nothing: the merge is rejected. */
    MERGE_RESPONSE,
    JOIN_RESPONSE,
    VIEW_ID,
    MEMBERS,
    /** Numbers of messages that are to be sent again. */
    MISSING_NUMBERS,
    /** Numbers of the messages that everybody has. */
    DIGEST,
    /** How many bytes more may be sent. */
    CREDITS
}
