package io.ringcast.console.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminPropertiesTests {
    @Test
    void itsTextShowsNoPassword() {
        assertThat(new AdminProperties("hunter2", "hunter3", null, List.of("host")))
                .asString()
                .contains("host")
                .doesNotContain("hunter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void anEmptyPasswordIsRefused(String empty) {
        assertThatExceptionOfType(AdminException.class)
                .isThrownBy(() -> new AdminProperties(empty, null, null, List.of()))
                .withMessageStartingWith("ringcast.admin.password is empty.");
        assertThatExceptionOfType(AdminException.class)
                .isThrownBy(() -> new AdminProperties("hunter2", empty, null, List.of()))
                .withMessageStartingWith("ringcast.admin.viewer-password is empty.");
    }
}
