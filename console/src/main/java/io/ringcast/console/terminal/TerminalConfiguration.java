package io.ringcast.console.terminal;

import io.ringcast.console.ConsoleProperties;
import io.ringcast.console.ProcessExit;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A terminal for processes that take commands. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(CommandInterpreter.class)
@ConditionalOnProperty("ringcast.terminal")
public class TerminalConfiguration {
    @Bean
    TerminalSession terminalSession(
            CommandInterpreter interpreter,
            ProcessExit exit,
            ConfigurableApplicationContext context,
            ConsoleProperties properties,
            @Value("${spring.application.name:process}") String program) {
        Path history = properties.promptHistory() == null
                ? Path.of(System.getProperty("user.home", ""), ".ringcast", program + ".history")
                : properties.promptHistory();
        return new TerminalSession(interpreter, exit, context, properties.exitAtEndOfInput(), history);
    }
}
