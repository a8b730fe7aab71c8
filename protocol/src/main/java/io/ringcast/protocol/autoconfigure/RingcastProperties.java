package io.ringcast.protocol.autoconfigure;

import io.ringcast.protocol.network.TransportException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * What all Ringcast processes have in common.
 *
 * @param networkInterface {@code ringcast.interface}: what sockets bind to; {@code loopback}, an interface's name, or an
 *     address of this host
 * @param secret {@code ringcast.secret}: signs every datagram; all processes of a group have the same. At least
 *     {@value #SECRET_LENGTH_MIN} characters; null leaves datagrams unsigned
 * @param trace {@code ringcast.trace}: prints a line for each message
 * @param name {@code ringcast.name}: the name of this process; by default its role and a random suffix
 * @param user {@code ringcast.user}: for whom rooms are reserved; by default the operating system's user
 */
@ConfigurationProperties("ringcast")
public record RingcastProperties(
        @Name("interface") @DefaultValue("loopback") String networkInterface,
        @Nullable String secret,
        @DefaultValue("false") boolean trace,
        @DefaultValue("ringcast") String name,
        @DefaultValue("") String user) {
    /** Shortest secret, in characters. */
    public static final int SECRET_LENGTH_MIN = 16;

    private static final int NAME_LENGTH_MAX = 64;

    /** Refuses an empty or short secret, and an invalid name. */
    public RingcastProperties {
        if (name.isBlank() || name.length() > NAME_LENGTH_MAX || name.chars().anyMatch(Character::isISOControl)) {
            throw new TransportException("ringcast.name should be 1 to " + NAME_LENGTH_MAX
                    + " characters, none of them a control character.");
        }
        user = user.isBlank() ? System.getProperty("user.name", "user") : user;
        if (secret != null && secret.isBlank()) {
            throw new TransportException("ringcast.secret is empty. It has at least " + SECRET_LENGTH_MIN
                    + " characters; leave it out to send unsigned.");
        }
        if (secret != null && secret.length() < SECRET_LENGTH_MIN) {
            throw new TransportException(
                    "ringcast.secret has at least " + SECRET_LENGTH_MIN + " characters; leave it out to send unsigned");
        }
    }

    /** Without the secret, since records are easily logged. */
    @Override
    public String toString() {
        return "RingcastProperties[networkInterface=%s, secret=%s, trace=%s, name=%s, user=%s]"
                .formatted(networkInterface, secret == null ? "none" : "set", trace, name, user);
    }
}
