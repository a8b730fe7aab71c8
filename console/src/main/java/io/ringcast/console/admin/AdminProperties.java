package io.ringcast.console.admin;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may use the HTTP side. There are no default passwords.
 *
 * @param password {@code ringcast.admin.password}: of the user {@code operator}, who may do everything. Without it and without
 *     {@code users}, everybody may do everything, and the process listens on loopback only
 * @param viewerPassword {@code ringcast.admin.viewer-password}: of the user {@code viewer}, who may only read
 * @param users {@code ringcast.admin.users}: a file of further users, see {@link UsersFile}
 * @param hosts {@code ringcast.admin.hosts}: names by which the process may be addressed, besides its own address and
 *     {@code localhost}
 */
@ConfigurationProperties("ringcast.admin")
record AdminProperties(
        @Nullable String password,
        @Nullable String viewerPassword,
        @Nullable Path users,
        @DefaultValue List<String> hosts) {
    AdminProperties {
        requireNotBlank("ringcast.admin.password", password);
        requireNotBlank("ringcast.admin.viewer-password", viewerPassword);
        hosts = List.copyOf(hosts);
        if (viewerPassword != null && password == null && users == null) {
            throw new AdminException(
                    "ringcast.admin.viewer-password needs ringcast.admin.password or ringcast.admin.users"
                            + " beside it; with a viewer alone, nobody could change anything.");
        }
    }

    /** Whether a request needs a user and a password. */
    boolean hasUsers() {
        return password != null || users != null;
    }

    private static void requireNotBlank(String property, @Nullable String password) {
        if (password != null && password.isBlank()) {
            throw new AdminException(property + " is empty. Give a password, or leave it out to have none.");
        }
    }

    /** Without the passwords, since records are easily logged. */
    @Override
    public String toString() {
        return "AdminProperties[users=" + users + ", hosts=" + hosts + "]";
    }
}
