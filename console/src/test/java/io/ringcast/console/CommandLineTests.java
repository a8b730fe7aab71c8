package io.ringcast.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.console.CommandLine.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTests {
    private final CommandLine commandLine = new CommandLine(
            "reservation-client",
            List.of(
                    Positional.group("group", "reservation.group", "235.1.1.1"),
                    Positional.port("port", "reservation.port", 55555)));

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
