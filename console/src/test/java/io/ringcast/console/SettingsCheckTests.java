package io.ringcast.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;

class SettingsCheckTests {
    private final SettingsCheck check = new SettingsCheck(new KnownProperties(
            "reservation-server",
            Map.of(
                    "ringcast.secret", false,
                    "ringcast.admin.viewer-password", false,
                    "ringcast.admin.hosts", true,
                    "reservation.min-members", false),
            Map.of(
                    "reservation.retry-first", List.of("reservation-client"),
                    "dht.port-group", List.of("dht-manager"))));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RESERVATION_MINMEMBERS",
                "RESERVATION_MIN_MEMBERS",
                "reservation_minmembers",
                "reservation_min_members"
            })
    void aVariableThatSpringTakesPasses(String variable) {
        var environment = of(variables(Map.of(variable, "2")));

        assertThatNoException().isThrownBy(() -> check.check(environment));
        assertThat(Binder.get(environment)
                        .bind("reservation.min-members", Integer.class)
                        .get())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RINGCAST_ADMIN_HOSTS",
                "RINGCAST_ADMIN_HOSTS_0",
                "RINGCAST_ADMIN_VIEWERPASSWORD",
                "RESERVATION_RETRY_FIRST",
                "DHT_PORTGROUP",
                "RINGCAST_PORT",
                "RESERVATION_SERVICE_HOST",
                "DHT_PORT_3000_UDP_ADDR",
                "RESERVATIONS",
                "PATH"
            })
    void aVariableOfThisOrAnotherProgramPasses(String variable) {
        var environment = of(variables(Map.of(variable, "x")));

        assertThatNoException().isThrownBy(() -> check.check(environment));
    }

    @ParameterizedTest
    @CsvSource({
        "RESERVATION_MINMEMBER, did you mean RESERVATION_MINMEMBERS?",
        "RESERVATION_MIN_MEMBER, did you mean RESERVATION_MIN_MEMBERS?",
        "Reservation_Min_Members, did you mean RESERVATION_MIN_MEMBERS?",
        "RINGCAST_SECRETT, did you mean RINGCAST_SECRET?",
        "RINGCAST_VIEWER_PASSWORD, did you mean RINGCAST_ADMIN_VIEWER_PASSWORD?",
        "DHT_COPIES, docs/operations.md lists them.",
    })
    void aMistypedVariableStopsTheStart(String variable, String explanation) {
        var environment = of(variables(Map.of(variable, "2")));

        assertThat(Binder.get(environment)
                        .bind("reservation.min-members", Integer.class)
                        .isBound())
                .isFalse();
        assertThatExceptionOfType(WrongSettingException.class)
                .isThrownBy(() -> check.check(environment))
                .withMessageStartingWith(variable + " in the environment is no property of any Ringcast program; ")
                .withMessageEndingWith(explanation);
    }

    @Test
    void twoVariablesOfOnePropertyStopTheStart() {
        var environment = of(variables(Map.of("RESERVATION_MINMEMBERS", "2", "RESERVATION_MIN_MEMBERS", "3")));

        assertThatExceptionOfType(WrongSettingException.class)
                .isThrownBy(() -> check.check(environment))
                .withMessage("RESERVATION_MINMEMBERS and RESERVATION_MIN_MEMBERS in the environment both set"
                        + " reservation.min-members; one of them is too many.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t"})
    void aBlankValueStopsTheStart(String blank) {
        assertThatExceptionOfType(WrongSettingException.class)
                .isThrownBy(() -> check.check(of(variables(Map.of("RINGCAST_SECRET", blank)))))
                .withMessage("RINGCAST_SECRET has no value; give it one, or leave it out.");
        assertThatExceptionOfType(WrongSettingException.class)
                .isThrownBy(() -> check.check(of(file(Map.of("ringcast.admin.viewer-password", blank)))))
                .withMessageStartingWith("ringcast.admin.viewer-password in file [")
                .withMessageEndingWith("has no value; give it one, or leave it out.");
    }

    @ParameterizedTest
    @CsvSource({
        "reservation.min-member, reservation.min-members",
        "reservaton.min-members, reservation.min-members",
        "ringcast.secrett, ringcast.secret",
        "ringcast.admin.viewer-pasword, ringcast.admin.viewer-password",
    })
    void aMistypedLineOfAFileStopsTheStart(String line, String right) {
        assertThatExceptionOfType(WrongSettingException.class)
                .isThrownBy(() -> check.check(of(file(Map.of(line, "2")))))
                .withMessageStartingWith(line + " in file [")
                .withMessageEndingWith(
                        "application.properties] - 3:21 is no property of any Ringcast program; did you mean %s?"
                                .formatted(right));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reservation.min-members",
                "reservation.minMembers",
                "reservation.min_members",
                "ringcast.admin.hosts[1]",
                "reservation.retry-first",
                "dht.portGroup",
                "my.own"
            })
    void aLineOfThisOrAnotherProgramPasses(String line) {
        assertThatNoException().isThrownBy(() -> check.check(of(file(Map.of(line, "2")))));
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        var environment = of(variables(Map.of("RINGCAST_SECRETT", "x")), file(Map.of("reservation.min-member", "2")));

        assertThatExceptionOfType(WrongSettingException.class)
                .isThrownBy(() -> check.check(environment))
                .withMessageContainingAll("RINGCAST_SECRET?", "reservation.min-members?");
    }

    @Test
    void theLaunchersVariablesAreKnown() throws IOException {
        var variables = Pattern.compile("\\$\\{(RINGCAST_[A-Z_]+)")
                .matcher(Files.readString(Path.of("../ringcast")))
                .results()
                .map((MatchResult result) -> result.group(1));

        assertThat(new TreeSet<>(variables.toList())).containsExactlyElementsOf(SettingsCheck.OF_THE_LAUNCHER);
    }

    private static PropertySource<?> variables(Map<String, Object> variables) {
        return new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables);
    }

    private static PropertySource<?> file(Map<String, String> lines) {
        Map<String, OriginTrackedValue> values = new HashMap<>();
        lines.forEach((name, value) -> values.put(
                name,
                OriginTrackedValue.of(
                        value,
                        new TextResourceOrigin(
                                new FileSystemResource("application.properties"),
                                new TextResourceOrigin.Location(2, 20)))));
        return new OriginTrackedMapPropertySource("file", values);
    }

    private static StandardEnvironment of(PropertySource<?>... sources) {
        return new StandardEnvironment() {
            @Override
            protected void customizePropertySources(MutablePropertySources all) {
                for (PropertySource<?> source : sources) {
                    all.addLast(source);
                }
            }
        };
    }
}
