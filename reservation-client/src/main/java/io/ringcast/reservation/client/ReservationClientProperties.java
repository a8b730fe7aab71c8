package io.ringcast.reservation.client;

import io.ringcast.protocol.exchange.Retry;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The servers' address, and when the client repeats a command or gives up.
 *
 * @param group the multicast group that all servers share
 * @param port its port
 * @param retryFirst how long the first attempt of a command waits for an answer; each further one waits twice as long
 * @param retryMax the longest wait of an attempt
 * @param retryJitter by which fraction waits vary
 * @param attempts how often a command is sent before it is given up
 * @param history how many commands {@code GET /api/history} remembers
 */
@Validated
@ConfigurationProperties("reservation")
record ReservationClientProperties(
        String group,
        @Min(1) @Max(65_535) int port,
        @DefaultValue("200ms") Duration retryFirst,
        @DefaultValue("2s") Duration retryMax,

        @DefaultValue("0.2") @DecimalMin("0.0") @DecimalMax("0.9")
        double retryJitter,

        @DefaultValue("12") @Min(1) @Max(99) int attempts,
        @DefaultValue("200") @Min(1) @Max(10_000) int history) {
    Retry retry() {
        return new Retry(retryFirst, retryMax, retryJitter, attempts);
    }
}
