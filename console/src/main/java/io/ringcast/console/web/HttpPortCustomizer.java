package io.ringcast.console.web;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** Takes the next free port, unless {@code server.port} says which. */
final class HttpPortCustomizer implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
    private final Environment environment;
    private final int firstPort;

    HttpPortCustomizer(Environment environment, int firstPort) {
        this.environment = environment;
        this.firstPort = firstPort;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        if (!environment.containsProperty("server.port")) {
            factory.setPort(firstPort);
            factory.setProtocol(NextFreePortProtocol.class.getName());
        }
    }

    /** After Boot's own, which sets the port to 8080. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
