package io.ringcast.console.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what no controller would understand: a body that is compressed, a JSON body that is too large, types that cannot be
 * read. Commands and reservations are a few hundred bytes; a body of another type than JSON is bounded by the code that
 * reads it.
 */
final class RequestLimitFilter extends OncePerRequestFilter {
    static final int JSON_BYTES_MAX = 64 << 10;

    private static final String IDENTITY = "identity";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.equalsIgnoreCase(IDENTITY)) {
            response.setHeader(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
            ProblemText.write(request, response, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "A body should not be compressed.");
        } else if (!isReadable(request.getHeader(HttpHeaders.ACCEPT))) {
            ProblemText.write(
                    request,
                    response,
                    HttpStatus.NOT_ACCEPTABLE,
                    "The header Accept should list media types, such as application/json or */*.");
        } else if (isJson(request)) {
            passJson(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isReadable(String accept) {
        try {
            return accept == null || !MediaType.parseMediaTypes(accept).isEmpty() || accept.isBlank();
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static boolean isJson(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.contains("json");
    }

    private static void passJson(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean isTooLarge = request.getContentLengthLong() > JSON_BYTES_MAX;
        byte[] body = isTooLarge ? new byte[0] : request.getInputStream().readNBytes(JSON_BYTES_MAX + 1);
        if (isTooLarge || body.length > JSON_BYTES_MAX) {
            ProblemText.write(
                    request,
                    response,
                    HttpStatus.CONTENT_TOO_LARGE,
                    "A JSON body should have at most " + JSON_BYTES_MAX + " bytes.");
        } else {
            chain.doFilter(new ReadRequest(request, body), response);
        }
    }

    /** A request whose body has been read. */
    private static final class ReadRequest extends HttpServletRequestWrapper {
        private final byte[] body;

        ReadRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new ReadStream(body);
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class ReadStream extends ServletInputStream {
        private final ByteArrayInputStream body;

        ReadStream(byte[] body) {
            this.body = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return body.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return body.read(bytes, offset, length);
        }

        @Override
        public boolean isFinished() {
            return body.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("the body has been read already");
        }
    }
}
