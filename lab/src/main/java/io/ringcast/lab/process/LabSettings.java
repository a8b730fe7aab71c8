package io.ringcast.lab.process;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the lab is made of.
 *
 * @param programs {@code ringcast.lab.programs}: the directory of the project, with the services' jars in it
 * @param directory {@code ringcast.lab.directory}: where the processes keep their stores and logs; emptied at the start
 * @param firstPort {@code ringcast.lab.first-port}: the first UDP port of the lab; it takes a thousand from there on
 * @param firstHttpPort {@code ringcast.lab.first-http-port}: where the processes' HTTP ports begin
 * @param servers {@code ringcast.lab.servers}: reservation servers at the start
 * @param managers {@code ringcast.lab.managers}: DHT managers
 * @param peers {@code ringcast.lab.peers}: peers at the start
 */
@Validated
@ConfigurationProperties("ringcast.lab")
public record LabSettings(
        @DefaultValue(".") String programs,
        @DefaultValue(".ringcast/lab") String directory,
        @DefaultValue("41000") @Min(1024) @Max(64_000) int firstPort,
        @DefaultValue("8071") @Min(1) @Max(65_000) int firstHttpPort,
        @DefaultValue("3") @Min(1) @Max(7) int servers,
        @DefaultValue("3") @Min(1) @Max(5) int managers,
        @DefaultValue("6") @Min(1) @Max(16) int peers) {
    /**
     * The directory of the project. As texts the two are read by this class: Spring would look for {@code .} among the
     * files of the web server.
     */
    Path project() {
        return Path.of(programs).toAbsolutePath().normalize();
    }

    /** Where the processes keep their stores and logs. */
    Path run() {
        return Path.of(directory).toAbsolutePath().normalize();
    }
}
