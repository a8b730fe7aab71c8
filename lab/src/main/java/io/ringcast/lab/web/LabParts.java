package io.ringcast.lab.web;

import io.ringcast.console.pages.ServicePages;
import io.ringcast.lab.load.Load;
import io.ringcast.lab.process.Board;
import io.ringcast.lab.process.Calls;
import io.ringcast.lab.process.FaultInjection;
import io.ringcast.lab.process.LabProcesses;
import io.ringcast.lab.process.LabSettings;
import io.ringcast.lab.scene.SceneRuns;
import io.ringcast.lab.trace.Recorder;
import java.net.InetSocketAddress;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of the lab. */
@Configuration(proxyBeanMethods = false)
class LabParts {
    private static final String PLAIN_GROUP = "235.1.1.9";
    private static final int PLAIN_PORT_OFFSET = 4;

    @Bean
    Calls calls() {
        return new Calls();
    }

    @Bean
    LabProcesses processes(LabSettings settings) {
        return new LabProcesses(settings);
    }

    @Bean
    FaultInjection faultInjection(LabProcesses processes, Calls calls) {
        return new FaultInjection(processes, calls);
    }

    @Bean
    Board board(LabProcesses processes, Calls calls, FaultInjection faults) {
        return new Board(processes, calls, faults);
    }

    @Bean
    Recorder recorder(LabProcesses processes, Calls calls) {
        return new Recorder(processes, calls::lines);
    }

    @Bean
    Load load(LabProcesses processes, Calls calls) {
        return new Load(processes, calls);
    }

    @Bean
    SceneRuns sceneRuns(
            LabProcesses processes, Calls calls, FaultInjection faults, Recorder recorder, LabSettings settings) {
        return new SceneRuns(
                processes,
                calls,
                faults,
                recorder,
                new InetSocketAddress(PLAIN_GROUP, settings.firstPort() + PLAIN_PORT_OFFSET));
    }

    @Bean
    LabLife labLife(LabProcesses processes, Board board, Recorder recorder) {
        return new LabLife(processes, board, recorder);
    }

    @Bean
    ServicePages servicePages() {
        return new ServicePages(
                List.of(new ServicePages.Page("lab", "Lab"), new ServicePages.Page("scenes", "Scenes")), null);
    }
}
