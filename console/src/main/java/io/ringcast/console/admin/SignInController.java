package io.ringcast.console.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Signing in and out, for pages. */
@RestController
@RequestMapping("/api/session")
@Tag(name = "session", description = "Signing in and out")
class SignInController {
    private final boolean isNeeded;
    private final SignIns signIns;

    SignInController(boolean isNeeded, SignIns signIns) {
        this.isNeeded = isNeeded;
        this.signIns = signIns;
    }

    /**
     * Who asks.
     *
     * @param needed whether anything needs a user at all
     * @param role of the user: viewer, booker or operator; operator where no user is needed
     */
    record SessionBody(
            @Schema(example = "true") boolean needed,

            @Schema(example = "alice", description = "null if nobody is signed in") @Nullable
            String user,

            @Schema(example = "booker", description = "null if nobody is signed in, but should be") @Nullable
            String role) {}

    /** A token, for {@code Authorization: Bearer}. */
    record TokenBody(
            @Schema(example = "q83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJq80")
            String token,

            @Schema(example = "alice") String user,
            @Schema(example = "booker") String role,
            @Schema(example = "43200") long seconds) {}

    @GetMapping
    @Operation(summary = "Who is signed in, and whether anybody has to be")
    SessionBody who(HttpServletRequest request) {
        String user = request.getRemoteUser();
        if (!isNeeded) {
            return new SessionBody(false, null, AdminConfiguration.OPERATOR);
        }
        return new SessionBody(true, user, user == null ? null : role(request));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @ApiResponse(responseCode = "201")
    @Operation(summary = "Signs in whoever sends a name and a password (Basic): gives a token to send in their place")
    TokenBody signIn(HttpServletRequest request) {
        if (!(request.getUserPrincipal() instanceof Authentication user)) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT, "this process has no users; nobody needs to sign in");
        }
        if (TokenFilter.tokenOf(request) != null) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "a token is given for a name and a password (Basic), and not for a token");
        }
        return new TokenBody(signIns.begin(user), user.getName(), role(request), SignIns.LIFETIME.toSeconds());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @ApiResponse(responseCode = "204")
    @Operation(summary = "Signs out: the token that is sent with this is worth nothing any more")
    void signOut(HttpServletRequest request) {
        String token = TokenFilter.tokenOf(request);
        if (token != null) {
            signIns.end(token);
        }
    }

    private static String role(HttpServletRequest request) {
        return AdminConfiguration.ROLES.stream()
                .filter(request::isUserInRole)
                .findFirst()
                .orElseThrow();
    }
}
