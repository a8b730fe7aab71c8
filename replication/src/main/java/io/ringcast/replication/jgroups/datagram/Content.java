package io.ringcast.replication.jgroups.datagram;

/** What a message is about, which its headers tell, and which decides what its payload may be. */
enum Content {
    /** Bytes of a replica. */
    REPLICA_MESSAGE,
    /** A part of such bytes. */
    FRAGMENT,
    /** The headers say it all. */
    HEADERS_ONLY,
    /** Who is there, or nothing: a request may do without. */
    DISCOVERY,
    /** A view, for those who look for others to merge with. */
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
