package io.ringcast.systemtests.load;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Signs and verifies a load client's datagrams as the product does. It shares no code with the product. Used
 * by one thread.
 */
final class DatagramSigner {
    private static final byte[] SALT = "ringcast datagrams v1".getBytes(StandardCharsets.UTF_8);
    private static final int ITERATIONS = 210_000;
    private static final int KEY_BITS = 256;

    private final MACSigner signer;
    private final MACVerifier verifier;
    private final String sender = UUID.randomUUID().toString().replace("-", "");
    private long number;

    DatagramSigner(byte[] key) {
        try {
            signer = new MACSigner(key);
            verifier = new MACVerifier(key);
        } catch (JOSEException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The key that all processes derive from their secret. */
    static byte[] key(String secret) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(secret.toCharArray(), SALT, ITERATIONS, KEY_BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] sign(InetSocketAddress to, byte[] json) {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .customParam("from", sender)
                .customParam("n", ++number)
                .customParam("ms", System.currentTimeMillis())
                .customParam("to", to.getAddress().getHostAddress() + ":" + to.getPort())
                .build();
        JWSObject datagram = new JWSObject(header, new Payload(json));
        try {
            datagram.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return datagram.serialize().getBytes(StandardCharsets.US_ASCII);
    }

    /** The JSON in a datagram whose signature is right. */
    Optional<byte[]> verify(byte[] datagram) {
        try {
            JWSObject signed = JWSObject.parse(new String(datagram, StandardCharsets.US_ASCII));
            return signed.verify(verifier) ? Optional.of(signed.getPayload().toBytes()) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }
}
