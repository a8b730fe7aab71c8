package io.ringcast.protocol.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ringcast.protocol.network.TransportException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingcastPropertiesTests {
    private static final String SECRET = "correct horse battery";

    @Test
    void itsTextDoesNotShowTheSecret() {
        assertThat(properties("s1", SECRET))
                .asString()
                .contains("s1", "secret=set")
                .doesNotContain(SECRET);
        assertThat(properties("s1", null)).asString().contains("secret=none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "                    "})
    void anEmptySecretIsRefused(String secret) {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> properties("s1", secret))
                .withMessage("ringcast.secret is empty. It has at least 16 characters; leave it out to send unsigned.");
    }

    @Test
    void aShortSecretIsRefusedAndNotShown() {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> properties("s1", "hunter2"))
                .withMessage("ringcast.secret has at least 16 characters; leave it out to send unsigned");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two\nlines", "12345678901234567890123456789012345678901234567890123456789012345"})
    void aNameThatIsNoneIsRefused(String name) {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> properties(name, null))
                .withMessageStartingWith("ringcast.name should be 1 to 64 characters");
    }

    private static RingcastProperties properties(String name, @Nullable String secret) {
        return new RingcastProperties("loopback", secret, false, name, "alice");
    }
}
