package io.ringcast.foundation;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/** The ids of one requester's requests, numbered from 1. Thread-safe. */
public final class RequestIds {
    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int RANDOM_LENGTH = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String requester;
    private final AtomicLong sequence = new AtomicLong();

    /** The ids of a requester of this name, which no other requester has or ever had. */
    public RequestIds(String requester) {
        this.requester = requester;
    }

    /** The ids of a requester with a new, random name. */
    public static RequestIds random() {
        return new RequestIds(randomRequester());
    }

    /** A new name for a requester: {@value #RANDOM_LENGTH} random letters and digits. */
    public static String randomRequester() {
        var name = new StringBuilder(RANDOM_LENGTH);
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            name.append(CHARACTERS.charAt(RANDOM.nextInt(CHARACTERS.length())));
        }
        return name.toString();
    }

    /** The id of the next request. */
    public RequestId next() {
        return new RequestId(requester, sequence.incrementAndGet());
    }
}
