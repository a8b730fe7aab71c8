package io.ringcast.console.admin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses, with 403, requests that a browser makes on behalf of another site's page: it says so in {@code Origin} (RFC
 * 6454) or {@code Sec-Fetch-Site} (W3C Fetch Metadata). That is why no CSRF token is needed. Another port is another
 * site. To follow a link from there is allowed, since nothing is changed by it and the other page does not see the
 * answer.
 */
final class ForeignOriginFilter extends OncePerRequestFilter {
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final Problems problems;

    ForeignOriginFilter(Problems problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isOwnOrigin(request) && (isOwnSite(request) || isLink(request))) {
            chain.doFilter(request, response);
        } else {
            problems.write(
                    request,
                    response,
                    HttpStatus.FORBIDDEN,
                    "Pages of other sites may not send requests to this process.");
        }
    }

    private static boolean isOwnOrigin(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String host = request.getHeader(HttpHeaders.HOST);
        if (origin == null) {
            return true;
        }
        int authority = origin.indexOf("://") + "://".length();
        return host != null
                && authority >= "://".length()
                && origin.substring(authority).equalsIgnoreCase(host);
    }

    private static boolean isOwnSite(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null || OWN_SITES.contains(site);
    }

    private static boolean isLink(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                && "document".equals(request.getHeader("Sec-Fetch-Dest"));
    }
}
