package io.ringcast.dht.peer;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * A process with many peers.
 *
 * @param peers {@code dht.peers}: how many peers this process has. With more than one it needs {@code dht.register}, from which the
 *     names and ports of the others follow
 */
@Validated
@ConfigurationProperties("dht")
public record HostProperties(
        @Min(1) @Max(10_000) @DefaultValue("1") int peers) {}
