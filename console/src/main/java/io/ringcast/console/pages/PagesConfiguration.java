package io.ringcast.console.pages;

import io.ringcast.protocol.autoconfigure.RingcastProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

/** The pages of this process. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
public class PagesConfiguration {
    @Bean
    PagesController pagesController(
            @Value("${spring.application.name:process}") String program,
            RingcastProperties ringcast,
            ObjectProvider<ServicePages> pages)
            throws IOException {
        return new PagesController(
                program,
                ringcast.name(),
                pages.getIfAvailable(() -> new ServicePages(List.of(), null)),
                new ClassPathResource("shell.html", PagesController.class).getContentAsString(StandardCharsets.UTF_8));
    }
}
