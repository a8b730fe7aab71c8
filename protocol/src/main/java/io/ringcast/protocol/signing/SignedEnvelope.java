package io.ringcast.protocol.signing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import io.ringcast.foundation.FreshnessGuard;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Each datagram is a JWS in compact serialization (RFC 7515), signed with HMAC-SHA-256, around the JSON.
 *
 * <p>The protected header also holds what makes a captured datagram useless to an attacker:
 *
 * <ul>
 *   <li>{@code to}, the address and port it was sent to: another receiver rejects it;
 *   <li>{@code from} and {@code n}, a random name of the sending endpoint and a number that it uses once, and {@code ms}, its
 *       time of signing in milliseconds since 1970: each number is accepted once, while it is fresh ({@link FreshnessGuard}).
 * </ul>
 */
public final class SignedEnvelope implements Envelope {
    static final String NOT_SIGNED = "unsigned";
    static final String WRONG_SIGNATURE = "signature";
    static final String WRONG_RECEIVER = "receiver";
    static final String STALE = "stale";
    static final String REPLAYED = "replayed";
    static final String TOO_MANY_SENDERS = "senders";

    private static final int HEADER_BYTES_MAX = 256;
    private static final int SIGNATURE_BYTES = 43;
    private static final int SENDER_LENGTH_MAX = 32;
    private static final Pattern SIGNED = Pattern.compile("eyJ[\\w-]++\\.[\\w-]++\\.[\\w-]++");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JWSSigner signer;
    private final JWSVerifier verifier;
    private final InstantSource clock;
    private final FreshnessGuard<String> guard;
    private final String receiver;
    private final String sender = Long.toUnsignedString(RANDOM.nextLong(), 36);
    private final AtomicLong numbers = new AtomicLong();

    /**
     * Creates the envelope of one endpoint.
     *
     * @param key 256 bits
     * @param local where the endpoint listens
     */
    public SignedEnvelope(byte[] key, InetSocketAddress local, InstantSource clock) {
        try {
            this.signer = new MACSigner(key);
            this.verifier = new MACVerifier(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("an HMAC-SHA-256 key has 256 bits", e);
        }
        this.clock = clock;
        this.guard = new FreshnessGuard<>(clock);
        this.receiver = text(local);
    }

    @Override
    public byte[] seal(InetSocketAddress to, byte[] json) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .customParam("from", sender)
                .customParam("n", numbers.incrementAndGet())
                .customParam("ms", clock.millis())
                .customParam("to", text(to))
                .build();
        var jws = new JWSObject(header, new Payload(json));
        try {
            jws.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("signing failed", e);
        }
        return jws.serialize().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Unsealed open(byte[] datagram) {
        if (!hasShortHeader(datagram)) {
            return new Unsealed.Rejected(NOT_SIGNED);
        }
        try {
            JWSObject jws = JWSObject.parse(new String(datagram, StandardCharsets.US_ASCII));
            if (!JWSAlgorithm.HS256.equals(jws.getHeader().getAlgorithm()) || !jws.verify(verifier)) {
                return new Unsealed.Rejected(WRONG_SIGNATURE);
            }
            return openVerified(jws);
        } catch (ParseException | IllegalArgumentException e) {
            return new Unsealed.Rejected(NOT_SIGNED);
        } catch (JOSEException e) {
            return new Unsealed.Rejected(WRONG_SIGNATURE);
        }
    }

    /** Whether the header, which is parsed before the signature is checked, is no longer than ours. */
    private static boolean hasShortHeader(byte[] datagram) {
        for (int i = 0; i < datagram.length && i <= base64Bytes(HEADER_BYTES_MAX); i++) {
            if (datagram[i] == '.') {
                return true;
            }
        }
        return false;
    }

    private Unsealed openVerified(JWSObject jws) {
        JWSHeader header = jws.getHeader();
        if (!(header.getCustomParam("from") instanceof String from)
                || from.length() > SENDER_LENGTH_MAX
                || !(header.getCustomParam("n") instanceof Long number)
                || !(header.getCustomParam("ms") instanceof Long millis)) {
            return new Unsealed.Rejected(NOT_SIGNED);
        }
        if (!receiver.equals(header.getCustomParam("to"))) {
            return new Unsealed.Rejected(WRONG_RECEIVER);
        }
        return switch (guard.check(from, number, millis)) {
            case ACCEPTED -> new Unsealed.Accepted(jws.getPayload().toBytes());
            case STALE -> new Unsealed.Rejected(STALE);
            case REPLAYED -> new Unsealed.Rejected(REPLAYED);
            case TOO_MANY_SENDERS -> new Unsealed.Rejected(TOO_MANY_SENDERS);
        };
    }

    /** Whether a datagram has the form of a signed one: three parts of base64url, of which the first is a JSON object. */
    public static boolean isSigned(byte[] datagram) {
        return SIGNED.matcher(new String(datagram, StandardCharsets.US_ASCII)).matches();
    }

    @Override
    public int sealedBytesMax(int jsonBytesMax) {
        return base64Bytes(HEADER_BYTES_MAX) + 1 + base64Bytes(jsonBytesMax) + 1 + SIGNATURE_BYTES;
    }

    private static int base64Bytes(int bytes) {
        return (bytes * 4 + 2) / 3;
    }

    private static String text(InetSocketAddress address) {
        return (address.isUnresolved()
                        ? address.getHostString()
                        : address.getAddress().getHostAddress())
                + ":" + address.getPort();
    }
}
