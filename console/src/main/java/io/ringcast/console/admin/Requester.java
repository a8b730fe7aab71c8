package io.ringcast.console.admin;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Who sends a request.
 *
 * @param name of the user who is signed in; null where nobody needs to be
 * @param booker whether the user may change only what is his or her own
 */
public record Requester(@Nullable String name, boolean booker) {
    /** Who sends this one. */
    public static Requester of(HttpServletRequest request) {
        Principal user = request.getUserPrincipal();
        return new Requester(user == null ? null : user.getName(), request.isUserInRole(AdminConfiguration.BOOKER));
    }

    /**
     * Who sends the request that this thread serves.
     *
     * @throws IllegalStateException if it serves none
     */
    public static Requester current() {
        return of(((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest());
    }
}
