package io.ringcast.protocol.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ringcast.protocol.network.TransportException;
import io.ringcast.protocol.transport.FakeDatagrams;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyGuardTests {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.255.255.254, true",
        "10.1.2.3, true",
        "10.1.255.255, true",
        "192.168.7.129, true",
        "192.168.7.127, false",
        "10.2.0.1, false",
        "128.0.0.1, false",
        "224.0.0.1, false",
        "0.0.0.0, false",
        "255.255.255.255, false",
        "2001:db8::1, false"
    })
    void onlyTheInterfacesOwnNetworksAndThoseThatAreListedAreAnswered(String address, boolean answered) {
        ReplyGuard guard = guard("10.1.0.0/16", "192.168.7.128/25");

        assertThat(guard.isAnswered(new InetSocketAddress(address, 4711))).isEqualTo(answered);
        assertThat(withheld("network")).isEqualTo(answered ? 0 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.0.0", "10.1.0.0/33", "10.1.0.0/-1", "host.example/24", "/24", "10.1.0/x", "::1/129"})
    void whatIsNoNetworkIsRefusedWithASentence(String text) {
        assertThatThrownBy(() -> guard(text))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("ringcast.reply-networks")
                .hasMessageContaining("10.1.0.0/16")
                .hasMessageContaining(text);
    }

    @Test
    void shortRepliesAreAlwaysSentHoweverMany() {
        ReplyGuard guard = guard();
        InetSocketAddress client = client(1);

        for (int i = 0; i < 100_000; i++) {
            assertThat(guard.permits(client, ReplyGuard.FREE_BYTES)).isTrue();
        }
        assertThat(withheld("budget")).isZero();
    }

    @Test
    void longRepliesToOneAddressAreLimitedWhateverThePort() {
        ReplyGuard guard = guard();
        long before = System.nanoTime();
        long sent = 0;
        for (int port = 1; port <= 10_000; port++) {
            sent += guard.permits(client(port), 20_000) ? 20_000 : 0;
        }
        double seconds = (System.nanoTime() - before) / 1e9;

        assertThat(sent).isBetween((long) ReplyGuard.BURST_BYTES, (long)
                (ReplyGuard.BURST_BYTES + 20_000 + ReplyGuard.BYTES_PER_SECOND * seconds));
        assertThat(withheld("budget")).isPositive();
        assertThat(guard.permits(new InetSocketAddress("127.0.0.2", 1), 20_000))
                .as("another address")
                .isTrue();
        assertThat(guard.permits(client(1), 200)).as("a short reply").isTrue();
    }

    @Test
    void aReplyThatIsLongerThanABurstIsSentWhole() {
        assertThat(guard().permits(client(1), 10L * ReplyGuard.BURST_BYTES)).isTrue();
    }

    @Test
    void longRepliesToAllAddressesTogetherAreLimited() throws UnknownHostException {
        ReplyGuard guard = guard();
        long sent = 0;
        for (int host = 1; host < 1_000; host++) {
            byte[] bytes = {127, 1, (byte) (host >> Byte.SIZE), (byte) host};
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(bytes), 1);
            for (int i = 0; i < 4; i++) {
                sent += guard.permits(address, 1_000_000) ? 1_000_000 : 0;
            }
        }

        long burst = (long) ReplyGuard.TOTAL_FACTOR * ReplyGuard.BURST_BYTES;
        assertThat(sent).isBetween(burst, 2 * burst);
    }

    private ReplyGuard guard(String... networks) {
        return new ReplyGuard(new FakeDatagrams(), List.of(networks), meters);
    }

    private double withheld(String reason) {
        return meters.get("ringcast.replies.withheld")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private static InetSocketAddress client(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
