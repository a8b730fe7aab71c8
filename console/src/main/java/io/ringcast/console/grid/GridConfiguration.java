package io.ringcast.console.grid;

import io.ringcast.foundation.RequestIds;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** The grid of a service that has bookings. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@ConditionalOnBean(GridSource.class)
public class GridConfiguration {
    @Bean
    GridFeed gridFeed(GridSource source, JsonMapper json) {
        return new GridFeed(source, new GridHistory(RequestIds.randomRequester(), json));
    }

    @Bean
    GridController gridController(GridFeed feed) {
        return new GridController(feed);
    }
}
