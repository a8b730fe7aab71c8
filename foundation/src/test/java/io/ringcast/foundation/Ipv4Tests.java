package io.ringcast.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4Tests {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "192.168.1.20", "239.255.1.1", "255.255.255.255"})
    void fourNumbersAreAnAddress(String text) {
        assertThat(Ipv4.parse(text).map(InetAddress::getHostAddress)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "...",
                "1",
                "127.1",
                "1.2.3",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "1.2.3.4.",
                "1.2.3.4.5",
                "256.1.1.1",
                "1.1.1.256",
                "1.1.1.1000",
                "01.2.3.4",
                "1.2.3.00",
                "-1.2.3.4",
                "+1.2.3.4",
                "1.2.3.4 ",
                "a.b.c.d",
                "::1",
                "localhost",
                "1.2.3.\u0664"
            })
    void anythingElseIsNone(String text) {
        assertThat(Ipv4.parse(text)).isEmpty();
    }
}
