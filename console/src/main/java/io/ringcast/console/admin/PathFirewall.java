package io.ringcast.console.admin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Refuses, with 501, methods that do not exist, and, with 400, paths that could be read as another resource than the one that is meant. The framework drops path
 * parameters (RFC 3986 §3.3), so that {@code /a;b} would name {@code a}: here no resource has any.
 *
 * <p>Names in paths may hold what is only dangerous where paths are files or grant rights, if it is percent-encoded:
 * {@code %2F}, {@code %5C}, {@code %25} and {@code %3B} stand for characters of a name.
 */
final class PathFirewall extends StrictHttpFirewall implements RequestRejectedHandler {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final Problems problems;

    private static final class UnknownMethodException extends RequestRejectedException {
        UnknownMethodException() {
            super("The method is not known.");
        }
    }

    PathFirewall(Problems problems) {
        this.problems = problems;
        setAllowSemicolon(true); // Also of %3B; a semicolon that is not encoded is refused below.
        setAllowUrlEncodedPercent(true);
        setAllowUrlEncodedSlash(true);
        setAllowUrlEncodedDoubleSlash(true); // Also of two that are not encoded; they are refused below.
        setAllowBackSlash(true); // Not encoded, Tomcat refuses it.
        setAllowUrlEncodedLineSeparator(true); // U+2028 and U+2029 are no control characters.
        setAllowUrlEncodedParagraphSeparator(true);
    }

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        if (!METHODS.contains(request.getMethod())) {
            throw new UnknownMethodException();
        }
        String path = request.getRequestURI();
        if (path.indexOf(';') >= 0 || path.contains("//")) {
            throw new RequestRejectedException("The path has a parameter or an empty segment.");
        }
        return super.getFirewalledRequest(request);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException exception)
            throws IOException {
        if (exception instanceof UnknownMethodException) {
            problems.write(
                    request,
                    response,
                    HttpStatus.NOT_IMPLEMENTED,
                    "The methods that are known here are " + String.join(", ", METHODS) + ".");
            return;
        }
        problems.write(
                request,
                response,
                HttpStatus.BAD_REQUEST,
                "The path cannot be read. It should have no empty segments, no '.' or '..' as a segment and no control"
                        + " characters, and a semicolon of a name should be written as %3B.");
    }
}
