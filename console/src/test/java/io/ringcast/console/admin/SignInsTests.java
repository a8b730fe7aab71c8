package io.ringcast.console.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;

class SignInsTests {
    private final AtomicLong now = new AtomicLong();
    private final SignIns signIns = new SignIns(now::get);

    private static Authentication user(String name) {
        return new TestingAuthenticationToken(name, "");
    }

    @Test
    void aTokenStandsForItsUserUntilTheUserSignsOut() {
        String token = signIns.begin(user("alice"));
        assertThat(signIns.userOf(token)).map(Authentication::getName).hasValue("alice");
        assertThat(signIns.userOf(token + "x")).isEmpty();

        signIns.end(token);
        assertThat(signIns.userOf(token)).isEmpty();
    }

    @Test
    void aTokenEndsByItself() {
        String token = signIns.begin(user("alice"));
        now.addAndGet(SignIns.LIFETIME.minus(Duration.ofNanos(1)).toNanos());
        assertThat(signIns.userOf(token)).isPresent();
        now.incrementAndGet();
        assertThat(signIns.userOf(token)).isEmpty();
    }

    @Test
    void theOldestEndsWhenThereAreTooMany() {
        String oldest = signIns.begin(user("alice"));
        String second = signIns.begin(user("bob"));
        for (int i = 2; i <= SignIns.SIGN_INS_MAX; i++) {
            signIns.begin(user("u" + i));
        }
        assertThat(signIns.userOf(oldest)).isEmpty();
        assertThat(signIns.userOf(second)).isPresent();
    }
}
