package io.ringcast.console.admin;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The {@code host[:port]} of a request, as the {@code Host} and {@code Origin} headers have it (RFC 3986 §3.2).
 *
 * @param host in lower case; an IPv6 address without its brackets
 * @param port as text, empty if there is none
 */
record Authority(String host, String port) {
    /** Reads one; null if it is none. */
    static @Nullable Authority parse(String text) {
        int hostEnd = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        if (text.startsWith("[") && hostEnd == 0) {
            return null;
        }
        String host = hostEnd < 0 ? text : text.substring(0, hostEnd);
        String rest = hostEnd < 0 ? "" : text.substring(hostEnd);
        if (host.isEmpty() || !(rest.isEmpty() || rest.startsWith(":"))) {
            return null;
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Authority(bare.toLowerCase(Locale.ROOT), rest.isEmpty() ? "" : rest.substring(1));
    }
}
