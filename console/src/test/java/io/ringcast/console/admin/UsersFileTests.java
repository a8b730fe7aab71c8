package io.ringcast.console.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.core.userdetails.UserDetails;

class UsersFileTests {
    /** Of "sesame"; htpasswd writes 2y, others 2a or 2b. */
    private static final String HASH = "$2y$05$abcdefghijklmnopqrstuuKcS.CYWVYVaLiiCKrrc0A5s3mGesJ9O";

    @TempDir
    private Path directory;

    @Test
    void eachLineIsAUserUnlessItIsBlankOrAComment() throws IOException {
        Path file = file("# name:role:hash\n\nalice:booker:" + HASH + "\n Zoë B. :viewer:" + HASH
                + "\r\ncarol:operator:" + HASH.replace("2y", "2b"));

        assertThat(UsersFile.read(file))
                .extracting(
                        UserDetails::getUsername, user -> user.getAuthorities().toString())
                .containsExactly(
                        tuple("alice", "[ROLE_booker]"),
                        tuple("Zoë B.", "[ROLE_viewer]"),
                        tuple("carol", "[ROLE_operator]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alice:booker | line 1 should be name:role:hash, with two colons.",
                "alice | line 1 should be name:role:hash, with two colons.",
                ":booker:HASH | line 1: a name should have 1 to 64 characters",
                "alice:admin:HASH | line 1: there is no role admin; the roles are viewer, booker, operator.",
                "alice:booker:sesame | line 1: after the second colon there should be a bcrypt hash",
                "alice:booker:HASHx | line 1: after the second colon there should be a bcrypt hash",
                "operator:operator:HASH | line 1: operator is the user of ringcast.admin.password",
                "viewer:viewer:HASH | line 1: viewer is the user of",
                "alice:booker:HASH;alice:viewer:HASH | line 2: there is a line for alice before.",
                "# nobody | has no user."
            })
    void anotherLineIsRefusedWithWhatWouldBeRight(String text, String message) throws IOException {
        Path file = file(text.replace("HASH", HASH).replace(';', '\n'));

        assertThatExceptionOfType(AdminException.class)
                .isThrownBy(() -> UsersFile.read(file))
                .withMessageContaining(message)
                .withMessageContaining(file.toString())
                .satisfies(error -> assertThat(error).hasMessageNotContainingAny("sesame", HASH));
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        Path missing = directory.resolve("missing");
        assertThatExceptionOfType(AdminException.class)
                .isThrownBy(() -> UsersFile.read(missing))
                .withMessageContainingAll("ringcast.admin.users", missing.toString());

        Path latin = directory.resolve("latin");
        Files.write(latin, ("Zoë:booker:" + HASH).getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(AdminException.class)
                .isThrownBy(() -> UsersFile.read(latin))
                .withMessageContaining("UTF-8");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("users"), text);
    }
}
