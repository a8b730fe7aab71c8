package io.ringcast.dht.peer.web;

import io.ringcast.console.pages.ServicePages;
import io.ringcast.console.pages.ServicePages.Page;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The page of a peer. */
@Configuration(proxyBeanMethods = false)
class PeerPagesConfiguration {
    @Bean
    ServicePages servicePages() {
        return new ServicePages(List.of(new Page("peer", "Peer")), null);
    }
}
