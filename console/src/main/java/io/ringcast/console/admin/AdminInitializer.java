package io.ringcast.console.admin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;

/**
 * Before anything is made: HTTP is on loopback unless told otherwise, elsewhere only with a password, and then health
 * details are for those who have it. What a connection may take is limited.
 */
final class AdminInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String PASSWORD = "ringcast.admin.password";
    private static final String USERS = "ringcast.admin.users";
    private static final String ADDRESS = "server.address";
    private static final String MANAGEMENT_ADDRESS = "management.server.address";
    private static final String MANAGEMENT_PORT = "management.server.port";
    private static final String HEALTH_DETAILS = "management.endpoint.health.show-details";
    private static final String DEFAULT_PROPERTIES = "defaultProperties";

    /** What strangers may use of this process before they are known. */
    private static final Map<String, Object> LIMITS = Map.of(
            "server.tomcat.max-connections",
            "4096",
            "server.tomcat.connection-timeout",
            "5s",
            "server.tomcat.keep-alive-timeout",
            "20s",
            // Would read a whole body into the memory, of any length, before it is known who sends it.
            "spring.mvc.formcontent.filter.enabled",
            "false",
            "spring.servlet.multipart.enabled",
            "false");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        String address = environment.getProperty(ADDRESS, "127.0.0.1");
        Map<String, Object> defaults = new HashMap<>(LIMITS);
        defaults.put(ADDRESS, address);
        if (environment.containsProperty(MANAGEMENT_PORT)) {
            defaults.put(MANAGEMENT_ADDRESS, address);
        }
        if (!environment.getProperty(PASSWORD, "").isEmpty()
                || !environment.getProperty(USERS, "").isEmpty()) {
            defaults.put(HEALTH_DETAILS, "when-authorized");
        } else {
            requireLoopback(ADDRESS, address);
            String management = environment.getProperty(MANAGEMENT_ADDRESS, address);
            requireLoopback(MANAGEMENT_ADDRESS, management);
        }
        addBeforeDefaults(environment.getPropertySources(), new MapPropertySource("adminDefaults", defaults));
    }

    private static void requireLoopback(String property, String address) {
        try {
            if (InetAddress.getByName(address).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException e) {
            throw new AdminException(
                    property + " should be an address or a name of this host, and " + address + " is not known.");
        }
        throw new AdminException(
                "With " + property + "=" + address + " this process could be used from other hosts: set " + PASSWORD
                        + " or " + USERS + ", or leave the address out to stay on loopback.");
    }

    private static void addBeforeDefaults(MutablePropertySources sources, MapPropertySource source) {
        if (sources.contains(DEFAULT_PROPERTIES)) {
            sources.addBefore(DEFAULT_PROPERTIES, source);
        } else {
            sources.addLast(source);
        }
    }
}
