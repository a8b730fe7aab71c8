package io.ringcast.console.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Requests that Tomcat refuses before any controller sees them, such as a broken request line, as problem details. */
public final class ProblemErrorValve extends ErrorReportValve {
    /** Of the request line and all headers: Tomcat's default. */
    static final int HEADER_BYTES_MAX = 8 << 10;

    /** Tomcat makes it by name. */
    public ProblemErrorValve() {}

    private static final int FIRST_ERROR = 400;
    private static final Map<HttpStatus, String> DETAILS = Map.of(
            HttpStatus.BAD_REQUEST,
            "The request is no valid HTTP, has too many headers, or its path is not validly percent-encoded UTF-8.",
            HttpStatus.URI_TOO_LONG,
            "The address is too long. It and all headers together should have at most " + HEADER_BYTES_MAX + " bytes.",
            HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
            "The headers are too long. They and the address together should have at most " + HEADER_BYTES_MAX
                    + " bytes.",
            HttpStatus.METHOD_NOT_ALLOWED,
            "The method is not supported here.");

    /** Tomcat answers 400 whatever is wrong; that a buffer was read to its end tells that it was too small. */
    private static int status(Request request, Response response) {
        if (response.getStatus() == HttpStatus.BAD_REQUEST.value()
                && request.getCoyoteRequest().getInputBuffer() instanceof ApplicationBufferHandler input
                && input.getByteBuffer() != null
                && input.getByteBuffer().position() >= HEADER_BYTES_MAX) {
            return (request.getCoyoteRequest().requestURI().isNull()
                            ? HttpStatus.URI_TOO_LONG
                            : HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
                    .value();
        }
        return response.getStatus();
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = status(request, response);
        // The same conditions as in the original: an error, nothing written yet, and nobody else has reported it.
        if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "Error" : known.getReasonPhrase();
        String detail = known == null
                ? "The request was refused before it was read."
                : DETAILS.getOrDefault(known, "The request was refused before it was read.");
        String problem = "{\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\"" + detail + "\"}";
        try {
            response.setStatus(status);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(problem.getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            getContainer().getLogger().debug("An error could not be reported", e);
        }
    }
}
