package io.ringcast.console.lab;

import io.ringcast.console.ProcessExit;
import io.ringcast.foundation.lab.LabNetwork;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets a lab set the faults of this process's network, and ends the process with it, if it was started for one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@ConditionalOnProperty("ringcast.lab.ports")
public class FaultsConfiguration {
    @Bean
    EndOfTheLab endOfTheLab(ProcessExit exit) {
        return new EndOfTheLab(System.in, exit);
    }

    @Bean
    FaultsController faultsController(LabNetwork network) {
        return new FaultsController(network);
    }
}
