package io.ringcast.console.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may use the HTTP side. There are no default passwords.
 *
 * @param password {@code ringcast.admin.password}: of the user {@code operator}, who may do everything. Without it there
 *     are no users, and the process listens on loopback only
 * @param viewerPassword {@code ringcast.admin.viewer-password}: of the user {@code viewer}, who may only read
 * @param hosts {@code ringcast.admin.hosts}: names by which the process may be addressed, besides its own address and
 *     {@code localhost}
 */
@ConfigurationProperties("ringcast.admin")
record AdminProperties(
        @Nullable String password,
        @Nullable String viewerPassword,
        @DefaultValue List<String> hosts) {
    AdminProperties {
        requireNotBlank("ringcast.admin.password", password);
        requireNotBlank("ringcast.admin.viewer-password", viewerPassword);
        hosts = List.copyOf(hosts);
        if (viewerPassword != null && password == null) {
            throw new AdminException("ringcast.admin.viewer-password needs ringcast.admin.password beside it; "
                    + "a viewer alone would lock nobody out.");
        }
    }

    private static void requireNotBlank(String property, @Nullable String password) {
        if (password != null && password.isBlank()) {
            throw new AdminException(property + " is empty. Give a password, or leave it out to have none.");
        }
    }

    /** Without the passwords, since records are easily logged. */
    @Override
    public String toString() {
        return "AdminProperties[hosts=" + hosts + "]";
    }
}
