package io.ringcast.protocol.transport;

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
 * @param name {@code ringcast.name}: what others call this process; by default its role and a random suffix
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

    /** Refuses a secret that is too short; an empty one counts as none. */
    public RingcastProperties {
        user = user.isBlank() ? System.getProperty("user.name", "user") : user;
        secret = secret == null || secret.isEmpty() ? null : secret;
        if (secret != null && secret.length() < SECRET_LENGTH_MIN) {
            throw new TransportException(
                    "ringcast.secret has at least " + SECRET_LENGTH_MIN + " characters; leave it out to send unsigned");
        }
    }
}
