package io.ringcast.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.console.CommandLine.Reading;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTests {
    private final CommandLine commandLine = new CommandLine(
            "reservation-client",
            List.of(
                    Positional.group("group", "reservation.group", "235.1.1.1"),
                    Positional.port("port", "reservation.port", 55555)),
            new KnownProperties(
                    "reservation-client",
                    Map.of(
                            "ringcast.name", false,
                            "ringcast.secret", false,
                            "ringcast.trace", false,
                            "ringcast.trace-history", false,
                            "ringcast.admin.hosts", true,
                            "reservation.group", false,
                            "reservation.port", false,
                            "reservation.attempts", false),
                    Map.of(
                            "reservation.min-members", List.of("reservation-server"),
                            "dht.port", List.of("dht-manager", "dht-peer"))));

    @Test
    void positionalArgumentsBecomeProperties() {
        assertThat(commandLine.read("235.1.1.1", "--ringcast.name=s1", "55555"))
                .isEqualTo(new Reading.Right(
                        List.of("--ringcast.name=s1", "--reservation.group=235.1.1.1", "--reservation.port=55555")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            235.1.1.1                  | 2 arguments are needed, group and port; given: 235.1.1.1.
            ``                         | 2 arguments are needed, group and port; none was given.
            235.1.1.1 5 6              | 2 arguments are needed
            10.1.1.1 55555             | the group is the IPv4 address of a multicast group, from 224.0.0.0 to 239.255.255.255, not '10.1.1.1'.
            240.0.0.0 55555            | the group is
            235.1.1 55555              | the group is
            235.1.1.256 55555          | the group is
            235.1.1.01 55555           | the group is
            example.org 55555          | the group is
            235.1.1.1 0                | the port is a number from 1 to 65535, not '0'.
            235.1.1.1 65536            | the port is
            235.1.1.1 99999999999      | the port is
            235.1.1.1 5a               | the port is
            235.1.1.1 -5               | '-5' is not an option
            --ringcast.secrett=x       | --ringcast.secrett is no property of reservation-client; did you mean --ringcast.secret?
            --rincast.secret=x         | --rincast.secret is no property of reservation-client; did you mean --ringcast.secret?
            --reservation.atempts=3    | did you mean --reservation.attempts?
            --reservation.retries=3    | --reservation.retries is no property of reservation-client; there are reservation.attempts, reservation.group,
            --attempts=3               | --attempts is no property of reservation-client; did you mean --reservation.attempts?
            --reservation.min-members=2 | --reservation.min-members is a property of the reservation-server, not of reservation-client.
            --dht.port=2               | --dht.port is a property of the dht-manager and the dht-peer, not of reservation-client.
            --reservation.attempts 3   | --reservation.attempts has no value; write --reservation.attempts=VALUE, or leave it out.
            --ringcast.secret=         | --ringcast.secret has no value
            --ringcast.trace           | --ringcast.trace has no value
            --ringcast.name=a --ringcast.name=b | ringcast.name is given twice; once is right.
            235.1.1.1 55555 --reservation.port=6 | reservation.port is given twice
            -reservation.attempts=3    | '-reservation.attempts' is not an option; options are --property=value. Did you mean --reservation.attempts=VALUE?
            \u2014reservation.attempts=3    | Did you mean --reservation.attempts=VALUE?
            reservation.attempt=3      | Did you mean --reservation.attempts=VALUE?
            """)
    void aWrongArgumentIsAnsweredWithWhatWouldHaveBeenRight(String args, String sentence) {
        Reading reading = commandLine.read(args.isEmpty() ? new String[0] : args.split(" "));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Wrong.class,
                        wrong -> assertThat(wrong.usage())
                                .startsWith("reservation-client: ")
                                .contains(sentence)
                                .contains("Usage: java -jar reservation-client.jar <group> <port>")
                                .contains("For example: java -jar reservation-client.jar 235.1.1.1 55555"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--reservation.attempts=3",
                "--reservation.ATTEMPTS=3",
                "--ringcast.traceHistory=3",
                "--ringcast.trace_history=3",
                "--ringcast.admin.hosts=a,b",
                "--ringcast.admin.hosts[0]=a",
                "--server.port=0",
                "--logging.level.root=DEBUG",
                "--debug",
                "--theirs.own=x"
            })
    void whatSpringTakesPasses(String option) {
        assertThat(commandLine.read("235.1.1.1", "55555", option))
                .isInstanceOfSatisfying(
                        Reading.Right.class,
                        right -> assertThat(right.options()).contains(option));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-ringcast.secret=correct-horse-battery",
                "ringcast.secret=correct-horse-battery",
                "--ringcast.secrett=correct-horse-battery",
                "--ringcast.secret=correct-horse-battery --ringcast.secret=correct-horse-battery",
                "--ringcast.secret correct-horse-battery"
            })
    void noComplaintShowsASecret(String args) {
        assertThat(commandLine.read(args.split(" ")))
                .isInstanceOfSatisfying(
                        Reading.Wrong.class, wrong -> assertThat(wrong.usage()).doesNotContain("horse"));
    }

    @Test
    void helpIsUsageWithoutAComplaint() {
        assertThat(commandLine.read("--help"))
                .isInstanceOfSatisfying(
                        Reading.Help.class, help -> assertThat(help.usage()).startsWith("Usage: "));
    }

    @Test
    void hostsAreAddressesOrLocalhost() {
        Positional host = Positional.host("manager", "dht.manager", "127.0.0.1");

        assertThat(List.of("127.0.0.1", "0.0.0.0", "255.255.255.255", "localhost"))
                .allMatch(host.check());
        assertThat(List.of("", "1.2.3", "1.2.3.4.5", "a.b.c.d", "::1", "1.2.3.-4"))
                .noneMatch(host.check());
    }
}
