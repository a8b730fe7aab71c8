package io.ringcast.systemtests.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.ringcast.systemtests.dht.DhtCluster;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.pages.Chromium.Window;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The pages of a manager and of peers. */
@EnabledIf("io.ringcast.systemtests.pages.Chromium#isInstalled")
class DhtPagesIT {
    private static URI at(DhtCluster cluster, String process, String path) {
        Rest rest = cluster.processes().entrySet().stream()
                .filter(each -> each.getKey().name().equals(process))
                .findFirst()
                .orElseThrow()
                .getValue();
        return rest.address().resolve(path);
    }

    @Test
    void aRingIsDrawnAsItIsBuiltAndAPeerFindsARecord(@TempDir Path directory) {
        try (DhtCluster cluster = DhtCluster.onLoopback(directory, 3);
                Chromium chromium = Chromium.start()) {
            cluster.registerAll();
            Page overlay = chromium.open(at(cluster, "manager", "/"), Window.DESK);
            assertThat(overlay.locator("main")).containsText("There is no DHT.");

            cluster.succeed("alice", "setup-dht 3 alice");

            assertThat(overlay.locator("svg .node")).hasCount(3);
            assertThat(overlay.locator("[aria-label='Events']")).containsText("A ring of 3 slots.");
            assertThat(overlay.locator("#arithmetic"))
                    .containsText("The code points add up to 491. 491 mod 353 = 138, 138 mod 3 = 0");
            overlay.locator("#arithmetic button").click();
            assertThat(overlay.locator("[aria-label='Chosen slot']")).containsText("alice answers for it.");
            assertThat(Accessibility.violations(overlay)).isEmpty();

            Page peer = chromium.open(at(cluster, "bob", "/"), Window.DESK);
            peer.getByText("Look up").click();
            assertThat(peer.locator("#answer")).containsText("Position 138, node 0");
            assertThat(peer.locator("#answer")).containsText("Aruban florin");
            assertThat(Accessibility.violations(peer)).isEmpty();

            Page managers = chromium.open(at(cluster, "manager", "/pages/replicas"), Window.DESK);
            assertThat(managers.locator("[aria-label='This replica']")).containsText("ACTIVE");
            assertThat(Accessibility.violations(managers)).isEmpty();
            assertThat(chromium.offences()).isEmpty();
        }
    }
}
