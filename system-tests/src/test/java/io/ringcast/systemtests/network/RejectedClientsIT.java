package io.ringcast.systemtests.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.Ports;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Services;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.client.ResourceAccessException;

/** Clients and peers whose secret is not that of the servers are told so, and not only to look whether a server runs. */
class RejectedClientsIT {
    private static final String SECRET = "--ringcast.secret=correct horse battery";

    @TempDir
    Path directory;

    private final List<JavaProcess> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(JavaProcess::close);
    }

    @Test
    void aClientWithAnotherSecretOrNoneLearnsThatItsRequestsAreRejected() {
        String group = Ports.group();
        String port = Integer.toString(Ports.freeUdpPair());
        Rest server =
                start("server", "reservation-server", SECRET, group, port, "--reservation.data=" + Services.data());
        Rest other = start("other", "reservation-client", "--ringcast.secret=another secret 1", group, port);
        Rest none = start("none", "reservation-client", "--ringcast.trace=false", group, port);
        Awaitility.await("the server").atMost(Duration.ofSeconds(60)).until(server::isUp);

        assertThat(answerTo(other, "rooms"))
                .contains("UNAVAILABLE")
                .contains("rejects what this process sends: ringcast.secret is another one there than here")
                .contains("this hint is not signed");
        assertThat(answerTo(none, "rooms")).contains("ringcast.secret is set there, and not here");
        assertThat(processes.getFirst().output()).contains("The ringcast.secret of all processes must be the same");
    }

    @Test
    void aPeerWithoutTheManagersSecretLearnsThatItsRequestsAreRejected() {
        String port = Integer.toString(Ports.freeUdpPair());
        Rest manager = start("manager", "dht-manager", SECRET, port);
        Rest peer = start("peer", "dht-peer", "--ringcast.trace=false", "127.0.0.1", port);
        Awaitility.await("the manager").atMost(Duration.ofSeconds(60)).until(manager::isUp);

        assertThat(answerTo(peer, "register alice 127.0.0.1 " + Ports.freeUdpPair()))
                .contains("MANAGER_SILENT")
                .contains("ringcast.secret is set there, and not here");
    }

    private static String answerTo(Rest rest, String line) {
        return rest.post("/api/commands", Map.of("line", line)).body();
    }

    private Rest start(String name, String module, String option, String... arguments) {
        int http = Ports.freeTcp();
        JavaProcess.Builder builder = JavaProcess.service(name, module)
                .arguments(arguments)
                .arguments(option, "--ringcast.name=" + name, "--ringcast.terminal=false", "--server.port=" + http);
        switch (module) {
            case "reservation-server" -> builder.arguments("--reservation.store=" + directory.resolve("store"));
            case "dht-manager" -> builder.arguments("--dht.store=" + directory.resolve("store"));
            case "reservation-client" -> builder.arguments("--reservation.attempts=4");
            default -> {}
        }
        processes.add(builder.start(directory));
        Rest rest = new Rest("127.0.0.1", http);
        Awaitility.await(name + " to answer over HTTP")
                .atMost(Duration.ofSeconds(90))
                .ignoreException(ResourceAccessException.class)
                .until(() -> rest.get("/actuator/health").status() > 0);
        return rest;
    }
}
