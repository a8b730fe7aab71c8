package io.ringcast.console.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Requests that Tomcat refuses before any controller sees them, such as a broken request line, as problem details. */
public final class ProblemErrorValve extends ErrorReportValve {
    /** Tomcat makes it by name. */
    public ProblemErrorValve() {}

    private static final int FIRST_ERROR = 400;

    private static String detail(int status) {
        return status == HttpStatus.BAD_REQUEST.value()
                ? "The request is no valid HTTP, its headers are too long or too many, or its path is not validly"
                        + " percent-encoded UTF-8."
                : "The request was refused before it was read.";
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        // The same conditions as in the original: an error, nothing written yet, and nobody else has reported it.
        if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        String problem =
                "{\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\"" + detail(status) + "\"}";
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(problem.getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            getContainer().getLogger().debug("An error could not be reported", e);
        }
    }
}
