package io.ringcast.protocol.network;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterfaceSelectorTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "nosuch0 | There is no network interface 'nosuch0'",
                "localhost | There is no network interface 'localhost'",
                "203.0.113.77 | '203.0.113.77' is not an address of this host",
                "300.1.1.1 | '300.1.1.1' is not an IPv4 address",
                "0.0.0.0 | '0.0.0.0' is not the IPv4 address of a host",
                "239.255.1.1 | '239.255.1.1' is not the IPv4 address of a host",
                "255.255.255.255 | '255.255.255.255' is not the IPv4 address of a host",
                "::1 | '::1' is an IPv6 address",
                "[::1] | '[::1]' is an IPv6 address",
                "fe80::1%lo | 'fe80::1%lo' is an IPv6 address"
            })
    void whatNoInterfaceOfThisHostHasIsRefusedWithTheListOfThoseThatThereAre(String text, String sentence) {
        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> InterfaceSelector.of(text))
                .withMessageStartingWith(sentence)
                .withMessageContaining("Use one of: ")
                .withMessageContaining("(127.0.0.1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loopback", "127.0.0.1"})
    void loopbackIsFoundByItsRoleAndByItsAddress(String text) {
        InterfaceStatus status = InterfaceSelector.of(text).find();

        assertThat(status.problem()).isNull();
        LocalInterface local = requireNonNull(status.local());
        assertThat(local.address().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(local.multicastTtl()).isZero();
        assertThat(local.index()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "224.0.0.1", "255.255.255.255", "::1"})
    void noPortIsOpenedAtAnAddressThatNoHostCanHave(String text) throws UnknownHostException {
        InetAddress address = InetAddress.getByName(text);

        assertThatExceptionOfType(TransportException.class)
                .isThrownBy(() -> InterfaceSelector.at(address))
                .withMessageContaining("is not the IPv4 address of a host")
                .withMessageContaining("(127.0.0.1)");
    }

    @Test
    void anAddressThatThisHostDoesNotHaveNowIsToldWithThoseThatItHas() throws UnknownHostException {
        InterfaceStatus status =
                InterfaceSelector.at(InetAddress.getByName("203.0.113.77")).find();

        assertThat(status.local()).isNull();
        assertThat(status.problem())
                .startsWith("No network interface of this host has the address 203.0.113.77")
                .contains("127.0.0.1");
    }
}
