package io.ringcast.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Refuses settings in the environment, in files and in system properties that have no effect. Those of another program
 * pass: programs may share an environment or a file. The command line is {@link OptionCheck}'s.
 */
final class SettingsCheck {
    private static final String DEFAULTS = "defaultProperties";

    /** Variables of the launcher {@code ./ringcast}. */
    static final List<String> OF_THE_LAUNCHER =
            List.of("RINGCAST_HTTP", "RINGCAST_MANAGER_PORT", "RINGCAST_PORT", "RINGCAST_WAIT");

    /** What Kubernetes and Docker put there for a service that is called like one of ours. */
    private static final Pattern OF_A_LINK =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_\\d+_(TCP|UDP)(_(ADDR|PORT|PROTO))?)?|ENV_.*)");

    private final KnownProperties known;
    private final List<String> complaints = new ArrayList<>();

    SettingsCheck(KnownProperties known) {
        this.known = known;
    }

    /**
     * Looks at all that is set.
     *
     * @throws WrongSettingException if anything in it is mistyped
     */
    void check(ConfigurableEnvironment environment) {
        complaints.clear();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed) {
                check(listed);
            }
        }
        if (!complaints.isEmpty()) {
            throw new WrongSettingException(String.join(System.lineSeparator(), complaints));
        }
    }

    private void check(EnumerablePropertySource<?> source) {
        switch (source) {
            case SystemEnvironmentPropertySource variables -> checkVariables(variables);
            case CommandLinePropertySource<?> options -> {}
            default -> {
                if (!source.getName().equals(DEFAULTS)) {
                    checkNames(source);
                }
            }
        }
    }

    private void checkVariables(SystemEnvironmentPropertySource source) {
        Map<ConfigurationPropertyName, String> setters = new HashMap<>();
        for (String variable : new TreeSet<>(List.of(source.getPropertyNames()))) {
            if (!isOurs(variable)) {
                continue;
            }
            Optional<ConfigurationPropertyName> property =
                    known.own().stream().filter(own -> sets(variable, own)).findFirst();
            if (property.isPresent()) {
                checkValue(variable, source.getProperty(variable));
                String other = known.hasSeveralValues(property.get()) ? null : setters.put(property.get(), variable);
                if (other != null) {
                    complaints.add("%s and %s in the environment both set %s; one of them is too many."
                            .formatted(other, variable, property.get()));
                }
            } else if (known.others().stream().noneMatch(other -> sets(variable, other))) {
                complaints.add(unknown(
                        variable + " in the environment",
                        known.nearest(variable, SettingsCheck::variables).orElse(null)));
            }
        }
    }

    private static boolean isOurs(String variable) {
        String upper = variable.toUpperCase(Locale.ROOT);
        return KnownProperties.FAMILIES.stream()
                        .anyMatch(family -> upper.startsWith(family.toUpperCase(Locale.ROOT) + "_"))
                && !OF_THE_LAUNCHER.contains(variable)
                && !OF_A_LINK.matcher(upper).matches();
    }

    /** Asks Spring, which knows more than one way to write a variable. */
    private boolean sets(String variable, ConfigurationPropertyName property) {
        ConfigurationPropertySource alone = ConfigurationPropertySource.from(new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(variable, "")));
        return alone != null
                && (alone.getConfigurationProperty(property) != null
                        || (known.hasSeveralValues(property)
                                && alone.containsDescendantOf(property) == ConfigurationPropertyState.PRESENT));
    }

    private static Stream<String> variables(ConfigurationPropertyName property) {
        String upper = property.toString().toUpperCase(Locale.ROOT).replace('.', '_');
        return Stream.of(upper.replace("-", ""), upper.replace('-', '_'));
    }

    private void checkNames(EnumerablePropertySource<?> source) {
        for (String name : source.getPropertyNames()) {
            if (KnownProperties.family(name.split("\\.", 2)[0]).isEmpty() || !name.contains(".")) {
                continue;
            }
            ConfigurationPropertyName adapted = ConfigurationPropertyName.adapt(name, '.');
            String where = name + " in " + place(source, name);
            if (known.property(adapted).isPresent()) {
                checkValue(where, source.getProperty(name));
            } else if (known.programsOf(adapted).isEmpty()) {
                complaints.add(unknown(
                        where,
                        known.nearest(name, property -> Stream.of(property.toString()))
                                .orElse(null)));
            }
        }
    }

    private static String place(PropertySource<?> source, String name) {
        Origin origin = OriginLookup.getOrigin(source, name);
        return origin == null ? source.getName() : origin.toString();
    }

    private void checkValue(String where, @Nullable Object value) {
        if (value != null && value.toString().isBlank()) {
            complaints.add("%s has no value; give it one, or leave it out.".formatted(where));
        }
    }

    private static String unknown(String where, @Nullable String right) {
        return right == null
                ? "%s is no property of any Ringcast program; docs/operations.md lists them.".formatted(where)
                : "%s is no property of any Ringcast program; did you mean %s?".formatted(where, right);
    }
}
