package io.ringcast.console.web;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Bounds how many requests over HTTP wait for other processes at a time. Each of them holds a virtual thread, a connection
 * and a place in the queues behind it. What is beyond the bound is refused before anything is done, with 503 and {@code
 * Retry-After}.
 */
public final class WaitingCommands {
    /** As many commands may wait. */
    public static final int WAITING_MAX = 1_000;

    private static final String RETRY_AFTER_SECONDS = "1";

    private final Semaphore places;

    /** Lets {@link #WAITING_MAX} wait. */
    public WaitingCommands() {
        this(WAITING_MAX);
    }

    /** Lets so many wait. */
    public WaitingCommands(int waitingMax) {
        this.places = new Semaphore(waitingMax);
    }

    /**
     * Runs what may wait.
     *
     * @throws ErrorResponseException if too many wait already; then the command has not been run
     */
    public <T> T run(Supplier<T> command) {
        if (!places.tryAcquire()) {
            throw tooMany();
        }
        try {
            return command.get();
        } finally {
            places.release();
        }
    }

    private static ErrorResponseException tooMany() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Too many commands wait for an answer already. Nothing was done; try again later.");
        problem.setProperty("code", "UNAVAILABLE");
        var refusal = new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE, problem, null);
        refusal.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return refusal;
    }
}
