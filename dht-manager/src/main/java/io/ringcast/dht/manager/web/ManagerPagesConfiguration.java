package io.ringcast.dht.manager.web;

import io.ringcast.console.pages.ServicePages;
import io.ringcast.console.pages.ServicePages.Page;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pages of a manager. */
@Configuration(proxyBeanMethods = false)
class ManagerPagesConfiguration {
    @Bean
    ServicePages servicePages() {
        return new ServicePages(List.of(new Page("overlay", "Overlay"), new Page("replicas", "Managers")), null);
    }
}
