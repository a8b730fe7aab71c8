package io.ringcast.console.admin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests that call this process by a name that is not its own, with 421 (RFC 9110 §15.5.20). A page whose
 * name was made to point here (DNS rebinding) sends that name, and cannot help it.
 *
 * <p>The address that the request came in at is always right: an attacker's page has a name. A request without a
 * {@code Host} is of HTTP/1.0, which no browser speaks.
 */
final class ForeignHostFilter extends OncePerRequestFilter {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "0:0:0:0:0:0:0:1");

    private final Problems problems;
    private final Set<String> names = new HashSet<>(LOOPBACK);

    ForeignHostFilter(Collection<String> names, Problems problems) {
        this.problems = problems;
        names.forEach(name -> this.names.add(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.HOST);
        if (header == null || header.isEmpty() || isOurs(header, request.getLocalAddr())) {
            chain.doFilter(request, response);
        } else {
            problems.write(
                    request,
                    response,
                    HttpStatus.MISDIRECTED_REQUEST,
                    "This process has another name; names besides its address are listed in ringcast.admin.hosts.");
        }
    }

    private boolean isOurs(String header, String localAddress) {
        String host = hostIn(header);
        return !host.isEmpty() && (names.contains(host) || host.equals(localAddress));
    }

    /** The host of a {@code host[:port]} (RFC 3986 §3.2) in lower case, without brackets; empty if there is none. */
    private static String hostIn(String header) {
        int end = header.startsWith("[") ? header.indexOf(']') + 1 : header.indexOf(':');
        String host = end < 0 ? header : header.substring(0, end);
        String rest = header.substring(host.length());
        if (host.isEmpty() || !(rest.isEmpty() || rest.startsWith(":"))) {
            return "";
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return bare.toLowerCase(Locale.ROOT);
    }
}
