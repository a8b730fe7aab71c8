package io.ringcast.protocol.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.FreshnessGuard;
import io.ringcast.protocol.signing.Envelope.Unsealed;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SignedEnvelopeTests {
    private static final InetSocketAddress GROUP = new InetSocketAddress("239.255.1.1", 5000);
    private static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 6000);
    private static final byte[] KEY = SharedSecret.signingKey("correct horse battery");
    private static final byte[] JSON = "{\"v\":1}".getBytes(StandardCharsets.UTF_8);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final SignedEnvelope client = envelope(KEY, CLIENT);
    private final SignedEnvelope server = envelope(KEY, GROUP);

    @Test
    void whatWasSignedIsReadOnceByEachReceiver() {
        byte[] datagram = client.seal(GROUP, JSON);
        SignedEnvelope otherServer = envelope(KEY, GROUP);

        assertThat(contentOf(server.open(datagram))).isEqualTo(JSON);
        assertThat(contentOf(otherServer.open(datagram))).isEqualTo(JSON);
        assertThat(server.open(datagram)).isEqualTo(new Unsealed.Rejected(SignedEnvelope.REPLAYED));
    }

    @Test
    void aDatagramOfTheLargestSizeFitsTheReceiversBuffer() {
        SignedEnvelope far = envelope(KEY, new InetSocketAddress("255.255.255.255", 65535));

        byte[] datagram = far.seal(new InetSocketAddress("255.255.255.255", 65535), new byte[1400]);

        assertThat(datagram.length).isLessThanOrEqualTo(server.sealedBytesMax(1400));
    }

    @Test
    void aHeaderThatIsLongerThanOursIsNotParsed() {
        String nested = "{\"alg\":\"HS256\",\"x\":" + "[".repeat(500) + "]".repeat(500) + "}";
        String header =
                Base64.getUrlEncoder().withoutPadding().encodeToString(nested.getBytes(StandardCharsets.US_ASCII));
        byte[] datagram = (header + ".e30.AAAA").getBytes(StandardCharsets.US_ASCII);

        // With a signature that is wrong: it is not looked at.
        assertThat(server.open(datagram)).isEqualTo(new Unsealed.Rejected(SignedEnvelope.NOT_SIGNED));
    }

    @Test
    void withoutTheSecretNothingGetsIn() {
        SignedEnvelope stranger = envelope(SharedSecret.signingKey("another secret 1"), CLIENT);
        byte[] header = Base64.getUrlEncoder()
                .withoutPadding()
                .encode("{\"alg\":\"none\"}".getBytes(StandardCharsets.US_ASCII));
        byte[] none = (new String(header, StandardCharsets.US_ASCII) + ".e30.").getBytes(StandardCharsets.US_ASCII);

        assertThat(server.open(stranger.seal(GROUP, JSON)))
                .isEqualTo(new Unsealed.Rejected(SignedEnvelope.WRONG_SIGNATURE));
        assertThat(server.open(JSON)).isEqualTo(new Unsealed.Rejected(SignedEnvelope.NOT_SIGNED));
        assertThat(server.open(new byte[0])).isEqualTo(new Unsealed.Rejected(SignedEnvelope.NOT_SIGNED));
        assertThat(server.open(none)).isInstanceOf(Unsealed.Rejected.class);
    }

    @Test
    void aChangedByteAnywhereIsRefused() {
        byte[] datagram = client.seal(GROUP, JSON);
        for (int i = 0; i < datagram.length; i++) {
            byte[] changed = datagram.clone();
            changed[i] ^= 4;
            assertThat(envelope(KEY, GROUP).open(changed)).as("byte %d", i).isInstanceOf(Unsealed.Rejected.class);
        }
    }

    @Test
    void aCapturedDatagramMeansNothingToAnotherReceiver() {
        byte[] datagram = client.seal(GROUP, JSON);

        assertThat(client.open(datagram)).isEqualTo(new Unsealed.Rejected(SignedEnvelope.WRONG_RECEIVER));
    }

    @Test
    void aCapturedDatagramMeansNothingLaterOrAfterARestart() {
        byte[] datagram = client.seal(GROUP, JSON);

        now = now.plusMillis(1);
        assertThat(envelope(KEY, GROUP).open(datagram)).isEqualTo(new Unsealed.Rejected(SignedEnvelope.STALE));
        now = now.plus(FreshnessGuard.FRESH);
        assertThat(server.open(datagram)).isEqualTo(new Unsealed.Rejected(SignedEnvelope.STALE));
    }

    @Test
    void clocksMayDifferWithinTheWindow() {
        byte[] ahead = at(now.plusSeconds(29)).seal(GROUP, JSON);
        byte[] farAhead = at(now.plusSeconds(31)).seal(GROUP, JSON);

        assertThat(server.open(ahead)).isInstanceOf(Unsealed.Accepted.class);
        assertThat(server.open(farAhead)).isEqualTo(new Unsealed.Rejected(SignedEnvelope.STALE));
    }

    @Test
    void theMemoryOfSendersIsBoundedAndNeverForgetsWhatCouldBeReplayed() {
        byte[] first = client.seal(GROUP, JSON);
        assertThat(server.open(first)).isInstanceOf(Unsealed.Accepted.class);
        for (int i = 1; i < FreshnessGuard.SENDERS_MAX; i++) {
            server.open(envelope(KEY, CLIENT).seal(GROUP, JSON));
        }

        byte[] tooMany = envelope(KEY, CLIENT).seal(GROUP, JSON);
        assertThat(server.open(tooMany)).isEqualTo(new Unsealed.Rejected(SignedEnvelope.TOO_MANY_SENDERS));
        assertThat(server.open(first)).isEqualTo(new Unsealed.Rejected(SignedEnvelope.REPLAYED));

        now = now.plus(FreshnessGuard.FRESH).plusMillis(1);
        assertThat(server.open(envelope(KEY, CLIENT).seal(GROUP, JSON))).isInstanceOf(Unsealed.Accepted.class);
    }

    @Test
    void theKeyDependsOnTheSecretAlone() {
        assertThat(SharedSecret.signingKey("correct horse battery"))
                .isEqualTo(KEY)
                .hasSize(32);
    }

    private SignedEnvelope envelope(byte[] key, InetSocketAddress local) {
        return new SignedEnvelope(key, local, () -> now);
    }

    private SignedEnvelope at(Instant time) {
        return new SignedEnvelope(KEY, CLIENT, () -> time);
    }

    private static byte[] contentOf(Unsealed opened) {
        return ((Unsealed.Accepted) opened).json();
    }
}
