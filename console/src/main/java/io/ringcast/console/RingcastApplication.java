package io.ringcast.console;

import io.ringcast.foundation.JavaSerialization;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts a Ringcast process: reads the positional arguments, sets the defaults that all processes share, and turns a
 * failure to start into one sentence and an exit code.
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *     RingcastApplication.of(ReservationServer.class, "reservation-server")
 *             .positional(Positional.group("group", "reservation.group", "235.1.1.1"))
 *             .positional(Positional.port("port", "reservation.port", 55555))
 *             .httpPort(8080)
 *             .run(args);
 * }
 * }</pre>
 *
 * <p>Exit codes: 0 for a normal end, {@value #EXIT_NOT_STARTED} when the process could not start, {@value #EXIT_USAGE}
 * for a wrong command line, {@value io.ringcast.foundation.vital.VitalThreads#EXIT_CODE} when it could not go on.
 */
public final class RingcastApplication {
    /** Could not start. */
    public static final int EXIT_NOT_STARTED = 1;
    /** The command line was wrong. */
    public static final int EXIT_USAGE = 2;

    private static final String READINESS = "readinessState,vital,network";
    private static final String NAME = "ringcast.name";
    private static final String NAME_CHARACTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int NAME_SUFFIX_LENGTH = 4;

    private final Class<?> application;
    private final String role;
    private final List<Positional> positionals = new ArrayList<>();
    private final Map<String, Object> defaults = new LinkedHashMap<>();
    private Consumer<ConfigurableEnvironment> preparation = environment -> {};

    private RingcastApplication(Class<?> application, String role) {
        this.application = application;
        this.role = role;
        defaults.put("spring.application.name", role);
        defaults.put("server.address", "127.0.0.1");
        defaults.put("server.error.whitelabel.enabled", "false");
        defaults.put("spring.lifecycle.timeout-per-shutdown-phase", "2s");
        defaults.put("spring.mvc.problemdetails.enabled", "true");
        defaults.put("management.endpoints.web.exposure.include", "health,info,metrics,prometheus,sbom");
        defaults.put("management.endpoint.health.show-details", "always");
        defaults.put("management.endpoint.health.probes.enabled", "true");
        defaults.put("management.endpoint.health.group.liveness.include", "livenessState,vital");
        defaults.put("management.endpoint.health.group.readiness.include", READINESS);
        // It asks the file system, which does not answer while a disk hangs; what has a store looks to its disk itself.
        defaults.put("management.health.diskspace.enabled", "false");
        defaults.put("management.info.java.enabled", "true");
        // Two counters and a timer for each part of the security filters, of interest to nobody here.
        defaults.put("management.observations.enable.spring.security", "false");
        defaults.put("ringcast.terminal", "true");
        // Wiring, told in a line for each part of each flow.
        defaults.put("logging.level.org.springframework.integration", "WARN");
        defaults.put("logging.level.io.ringcast.protocol.transport.stack.SequentialReceivingAdapter", "WARN");
        // It warns at every start that the API's description is served, which is meant.
        defaults.put("logging.level.org.springdoc", "ERROR");
        // A failure to start is told in one sentence by StartFailureReporter instead.
        defaults.put("logging.level.org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter", "OFF");
        // What it logs with stack traces is in the message of the store that cannot be opened.
        defaults.put("logging.level.org.sqlite.SQLiteJDBCLoader", "OFF");
        defaults.put("logging.level.org.springframework.boot.web.server.servlet.context", "ERROR");
        defaults.put("logging.level.org.springframework.boot.autoconfigure.logging", "WARN");
    }

    /**
     * Describes an application.
     *
     * @param application the configuration class
     * @param role the program's name, as its jar file has it; also the first part of the process's default name
     */
    public static RingcastApplication of(Class<?> application, String role) {
        return new RingcastApplication(application, role);
    }

    /** Adds the next positional argument. */
    public RingcastApplication positional(Positional positional) {
        positionals.add(positional);
        return this;
    }

    /** The HTTP port when {@code server.port} is not set; if it is taken, the next free one. */
    public RingcastApplication httpPort(int port) {
        return withDefault("ringcast.http-port", Integer.toString(port));
    }

    /** Goes on as a service when standard input ends, instead of ending with it. */
    public RingcastApplication outlivesItsInput() {
        return withDefault("ringcast.exit-at-end-of-input", "false");
    }

    /** Is ready to be used only while this part of its health is UP, too; its liveness does not depend on it. */
    public RingcastApplication readyWhen(String healthContributor) {
        return withDefault("management.endpoint.health.group.readiness.include", READINESS + "," + healthContributor);
    }

    /** Logs only warnings, for programs whose user reads answers and not logs. */
    public RingcastApplication quiet() {
        return withDefault("logging.level.root", "WARN").withDefault("logging.level.ringcast", "INFO");
    }

    /** Sets a property unless the user does. */
    public RingcastApplication withDefault(String property, String value) {
        defaults.put(property, value);
        return this;
    }

    /** Does something when all settings are known and nothing is made from them yet; it may add properties. */
    public RingcastApplication prepare(Consumer<ConfigurableEnvironment> step) {
        preparation = step;
        return this;
    }

    /** Starts, and returns when the process is up. Ends the process if it cannot start. */
    public void run(String... args) {
        JavaSerialization.refuse();
        StandardStreams.reserveOutput();
        // Groups and hosts are IPv4; a dual-stack socket would only make their addresses harder to compare.
        System.setProperty("java.net.preferIPv4Stack", System.getProperty("java.net.preferIPv4Stack", "true"));
        var known = KnownProperties.of(role);
        switch (new CommandLine(role, positionals, known).read(args)) {
            case CommandLine.Reading.Right right -> start(right.options(), known);
            case CommandLine.Reading.Help help -> {
                try (var output = StandardStreams.output()) {
                    output.println(help.usage());
                }
            }
            case CommandLine.Reading.Wrong wrong -> {
                System.err.println(wrong.usage());
                System.exit(EXIT_USAGE);
            }
        }
    }

    private void start(List<String> options, KnownProperties known) {
        var spring = new SpringApplication(application);
        spring.setBannerMode(Banner.Mode.OFF);
        spring.setDefaultProperties(defaults);
        spring.addListeners(new BeforeContext(environment -> {
            new SettingsCheck(known).check(environment);
            preparation.accept(environment);
            if (!environment.containsProperty(NAME)) {
                environment.getPropertySources().addLast(new MapPropertySource("name", Map.of(NAME, randomName(role))));
            }
        }));
        try {
            spring.run(options.toArray(String[]::new));
        } catch (SpringApplication.AbandonedRunException e) {
            throw e; // The build's ahead-of-time run ends here, on purpose.
        } catch (RuntimeException e) {
            System.exit(EXIT_NOT_STARTED); // StartFailureReporter, or the log, has said why.
        }
    }

    /** Called when all settings are read and nothing is made from them yet. */
    private record BeforeContext(Consumer<ConfigurableEnvironment> action)
            implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
        @Override
        public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
            if (!Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
                action.accept(event.getEnvironment());
            }
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE; // After the files of properties.
        }
    }

    /** A name for a process that nobody has named: its role and four random letters. */
    public static String randomName(String role) {
        var random = new SecureRandom();
        var suffix = new StringBuilder();
        for (int i = 0; i < NAME_SUFFIX_LENGTH; i++) {
            suffix.append(NAME_CHARACTERS.charAt(random.nextInt(NAME_CHARACTERS.length())));
        }
        return role + "-" + suffix;
    }
}
