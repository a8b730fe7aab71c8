package io.ringcast.console.web;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** Prints where the process can be reached by HTTP, on standard error, whatever the log level. */
final class HttpAnnouncement implements ApplicationListener<ServletWebServerInitializedEvent> {
    private final String process;
    private final @Nullable InetAddress address;

    HttpAnnouncement(String process, @Nullable InetAddress address) {
        this.process = process;
        this.address = address;
    }

    @Override
    public void onApplicationEvent(ServletWebServerInitializedEvent event) {
        String host = address == null || address.isAnyLocalAddress() ? "localhost" : address.getHostAddress();
        System.err.println(
                process + " is at http://" + host + ":" + event.getWebServer().getPort());
    }
}
