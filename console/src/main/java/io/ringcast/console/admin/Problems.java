package io.ringcast.console.admin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import tools.jackson.databind.json.JsonMapper;

/** Refusals as problem details (RFC 9457), like every other error. */
final class Problems implements AuthenticationEntryPoint, AccessDeniedHandler {
    private static final String BASIC = "Basic realm=\"ringcast\", charset=\"UTF-8\"";
    private static final String BEARER = "Bearer realm=\"ringcast\"";

    private final JsonMapper json;

    Problems(JsonMapper json) {
        this.json = json;
    }

    void write(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("detail", detail);
        problem.put("instance", request.getRequestURI());
        byte[] body = json.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** A browser that is asked for a password on behalf of a script opens a dialog of its own; a page has a form. */
    private static boolean isOfScript(HttpServletRequest request) {
        return "empty".equals(request.getHeader("Sec-Fetch-Dest"));
    }

    /** No credentials, wrong ones, or too many wrong ones before. */
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        if (exception instanceof TooManyAttemptsException tooMany) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(tooMany.retryAfterSeconds()));
            write(
                    request,
                    response,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "Too many wrong passwords came from this address; the password was not checked. Try again in "
                            + tooMany.retryAfterSeconds() + " s.");
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, isOfScript(request) ? BEARER : BASIC);
        write(request, response, HttpStatus.UNAUTHORIZED, "A user and the password are needed.");
    }

    /** Right credentials of somebody who may not do this. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException exception)
            throws IOException {
        write(
                request,
                response,
                HttpStatus.FORBIDDEN,
                request.isUserInRole(AdminConfiguration.BOOKER)
                        ? "A booker changes only his or her own reservations; this needs an operator."
                        : "A viewer only reads; this needs an operator.");
    }
}
