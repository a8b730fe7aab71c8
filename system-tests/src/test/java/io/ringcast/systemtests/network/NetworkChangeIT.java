package io.ringcast.systemtests.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.Figures;
import io.ringcast.systemtests.lab.Host;
import io.ringcast.systemtests.lab.MetricsPage;
import io.ringcast.systemtests.lab.NeedsNetworks;
import io.ringcast.systemtests.lab.NetworkLab;
import io.ringcast.systemtests.network.FiveServices.ProbedService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * An interface that is down, is deleted and made again, or gets another address, under one of each service: all say so, and
 * recover without a restart. They share one network and one set of processes; each test leaves all of them UP.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@NeedsNetworks
class NetworkChangeIT {
    /** The interface is asked for twice a second. */
    private static final Duration NOTICED = Duration.ofSeconds(5);
    /** The time to notice, to open the sockets, and to find the other server, which takes longest if it was excluded. */
    private static final Duration RECOVERED = Duration.ofSeconds(15);

    private static final String GONE = "The network interface eth0 is gone";

    @TempDir
    static Path directory;

    private static NetworkLab lab;
    private static Host one;
    private static Host two;
    private static FiveServices services;

    @BeforeAll
    static void startWhileNoInterfaceCanBeUsed() {
        lab = NetworkLab.withControlNetwork("one", "two");
        one = lab.host("one");
        two = lab.host("two");
        one.setInterfaceUp(false);
        two.removeAddresses();
        services = new FiveServices(lab, directory);
    }

    @AfterAll
    static void stop() {
        if (services != null) {
            services.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    @Order(1)
    void whoIsStartedWhileTheInterfaceCannotBeUsedSaysWhyAndBeginsWhenItCan() {
        awaitDown(onHostOne(), "The network interface eth0 is down");
        awaitDown(onHostTwo(), "The network interface eth0 has no IPv4 address");

        one.setInterfaceUp(true);
        two.addAddress(two.address());

        tell("started while the interface was down", awaitAllServe());
        assertThat(services.peer
                        .command("register alice " + two.address() + " 4001")
                        .path("status")
                        .asString())
                .isEqualTo("SUCCESS");
    }

    @Test
    @Order(2)
    void anInterfaceThatIsDeletedAndMadeAgainIsUsedAgainByServerClientAndPeer() {
        deleteAndMakeAgain(two, onHostTwo());
    }

    @Test
    @Order(2)
    void anInterfaceThatIsDeletedAndMadeAgainIsUsedAgainByServerAndManager() {
        deleteAndMakeAgain(one, onHostOne());
    }

    private static void deleteAndMakeAgain(Host host, List<ProbedService> concerned) {
        host.deleteInterface();
        awaitDown(concerned, GONE);

        lab.makeInterfaceAgain(host, host.address());

        tell("interface of host " + host.name() + " made again with the same address", awaitAllServe());
    }

    @Test
    @Order(3)
    void serverAndClientMoveToAnotherAddressAndThePeerSaysThatItsOwnIsMissing() {
        two.removeAddresses();
        two.addAddress(lab.freeAddress());

        Duration took = FiveServices.await(
                "the server and the client at the new address",
                RECOVERED,
                () -> addressOf(services.s2).equals(lab.freeAddress())
                        && addressOf(services.client).equals(lab.freeAddress())
                        && services.s2.members() == 2
                        && services.client
                                .command("rooms")
                                .path("status")
                                .asString()
                                .equals("OK"));
        tell("another address for server and client", took);
        awaitDown(List.of(services.peer), "has the address " + two.address());

        two.removeAddresses();
        two.addAddress(two.address());

        tell("the first address again, for server, client and peer", awaitAllServe());
    }

    @Test
    @Order(3)
    void anAddressThatChangesWhileAServerJoinsDoesNotHoldItUp() {
        two.removeAddresses();
        two.addAddress(lab.freeAddress());
        FiveServices.await(
                "the second server to join at the new address",
                RECOVERED,
                () -> addressOf(services.s2).equals(lab.freeAddress()) && services.s2.members() == 0);

        two.removeAddresses();
        two.addAddress(two.address());

        tell("another address and back while a server joins", awaitAllServe());
    }

    @Test
    @Order(3)
    void theManagerMovesToAnotherAddressAndIsFoundAtItsFirstOneWhenThatIsBack() {
        one.removeAddresses();
        one.addAddress(lab.freeAddress());

        FiveServices.await(
                "the manager at the new address",
                RECOVERED,
                () -> services.manager.rest().isUp()
                        && addressOf(services.manager).equals(lab.freeAddress()));
        FiveServices.await(
                "the peer to miss the manager",
                RECOVERED,
                () -> services.peer
                        .health()
                        .path("components")
                        .path("manager")
                        .path("status")
                        .asString()
                        .equals("DOWN"));

        one.removeAddresses();
        one.addAddress(one.address());

        tell("the first address again, for server and manager", awaitAllServe());
    }

    @Test
    @Order(3)
    void whileALinkIsDownHealthSaysSoAndTheSocketsAreKept() {
        double before = rebinds(services.s2);
        two.setInterfaceUp(false);
        awaitDown(onHostTwo(), "The network interface eth0 is down");
        two.setInterfaceUp(true);

        tell("link down and up", awaitAllServe());
        assertThat(rebinds(services.s2)).isEqualTo(before);
    }

    private static List<ProbedService> onHostOne() {
        return List.of(services.s1, services.manager);
    }

    private static List<ProbedService> onHostTwo() {
        return List.of(services.s2, services.client, services.peer);
    }

    private static void awaitDown(List<ProbedService> concerned, String reason) {
        for (ProbedService service : concerned) {
            FiveServices.await(
                    service.name() + " to be DOWN: " + reason, NOTICED, () -> service.saysThatItIsDownBecause(reason));
        }
    }

    private static Duration awaitAllServe() {
        return services.awaitAllServe(RECOVERED);
    }

    private static String addressOf(ProbedService service) {
        return service.network().path("details").path("address").asString("");
    }

    private static double rebinds(ProbedService service) {
        return MetricsPage.of(service.rest()).sum("ringcast_network_rebinds_total");
    }

    private static void tell(String change, Duration took) {
        Figures.tell("network change: %s: all serve after %d ms".formatted(change, took.toMillis()));
    }
}
