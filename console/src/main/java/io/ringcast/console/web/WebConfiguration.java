package io.ringcast.console.web;

import io.ringcast.console.ConsoleProperties;
import io.ringcast.console.ProcessExit;
import io.ringcast.console.terminal.CommandInterpreter;
import io.ringcast.protocol.autoconfigure.RingcastProperties;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Port, errors and commands of the HTTP side. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@Import(ProblemErrorController.class)
public class WebConfiguration {
    @Bean
    HttpPortCustomizer httpPortCustomizer(Environment environment, ConsoleProperties properties) {
        return new HttpPortCustomizer(environment, properties.httpPort());
    }

    @Bean
    HttpAnnouncement httpAnnouncement(RingcastProperties ringcast, ServerProperties server) {
        return new HttpAnnouncement(ringcast.name(), server.getAddress());
    }

    @Bean
    ApiDescription apiDescription(@Value("${spring.application.name:process}") String role) {
        return new ApiDescription(role);
    }

    @Bean
    TomcatCustomizer tomcatCustomizer() {
        return new TomcatCustomizer();
    }

    @Bean
    RequestLimitFilter requestLimitFilter() {
        return new RequestLimitFilter();
    }

    @Bean
    RootController rootController(
            @Value("${spring.application.name:process}") String role,
            RingcastProperties ringcast,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        return new RootController(role, ringcast.name(), mappings);
    }

    /** One bound for all that waits in this process. */
    @Bean
    WaitingCommands waitingCommands() {
        return new WaitingCommands();
    }

    @Bean
    @ConditionalOnBean(CommandInterpreter.class)
    CommandsController commandsController(CommandInterpreter interpreter, ProcessExit exit, WaitingCommands waiting) {
        return new CommandsController(interpreter, exit, waiting);
    }
}
