package io.ringcast.systemtests.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.ringcast.systemtests.lab.Services;
import io.ringcast.systemtests.pages.Chromium.Window;
import io.ringcast.systemtests.scenes.LabService;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages of the lab. With {@code -Dringcast.pictures=true} the test leaves pictures of them in docs/pictures.
 */
@EnabledIf("io.ringcast.systemtests.pages.Chromium#isInstalled")
@Tag("soak")
class LabPageIT {
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(120_000);
    private static final Window WINDOW = new Window(1100, 800, ColorScheme.LIGHT);
    private static final int PICTURE_BYTES_MAX = 150_000;

    @TempDir
    private static Path directory;

    private static LabService lab;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        lab = LabService.start(directory);
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        lab.close();
    }

    @AfterEach
    void nothingIsAmiss() {
        var offences = chromium.offences();
        chromium.forgive();
        assertThat(offences).isEmpty();
    }

    private static Page open(String path) {
        URI address = lab.rest().address().resolve(path);
        return chromium.open(address, WINDOW);
    }

    private static void picture(Page page, String name) throws IOException {
        Path pictures = Boolean.getBoolean("ringcast.pictures")
                ? Services.root().resolve("docs/pictures")
                : directory.resolve("pictures");
        byte[] png = page.screenshot();
        assertThat(png.length).as(name).isLessThanOrEqualTo(PICTURE_BYTES_MAX);
        Files.createDirectories(pictures);
        Files.write(pictures.resolve(name + ".png"), png);
    }

    @Test
    void aStrangersWay() throws IOException {
        Page page = open("/");
        assertThat(page.locator("#process-s1")).containsText("ACTIVE", PATIENTLY);

        page.locator("[aria-label='Book'] button.main").click();
        assertThat(page.locator("#booked")).containsText("OK");

        page.getByLabel("Kill s1").click();
        assertThat(page.locator("#process-s1")).containsText("KILLED");
        page.getByLabel("At the client's prompt").fill("reserve ME4494 10:30-11:30 Monday");
        page.keyboard().press("Enter");
        assertThat(page.locator("#booked")).containsText("OK: ");
        page.getByLabel("Restart s1").click();
        assertThat(page.locator("#process-s1")).containsText("ACTIVE", PATIENTLY);

        for (String overlay : new String[] {"ring", "chord"}) {
            page.getByLabel("Overlay").selectOption(overlay);
            page.getByText("Build a DHT").click();
            assertThat(page.locator("#dht")).containsText("READY: 5 members, " + overlay, PATIENTLY);
            page.locator("[aria-label='Look up'] button.main").click();
            assertThat(page.locator("#found")).containsText("Position 138, by nodes");
        }
        assertThat(Accessibility.violations(page)).isEmpty();
        assertThat(page.locator(".timespace .arrow").first()).isVisible();
        picture(page, "lab");
    }

    @Test
    void theRecordIsPausedSteppedRewoundAndSaved() throws IOException {
        Page page = open("/");
        page.getByLabel("At the client's prompt").fill("check SA318");
        page.keyboard().press("Enter");
        assertThat(page.locator("#booked")).containsText(Pattern.compile("[A-Z]+"));
        assertThat(page.locator("#place")).containsText("live");
        Locator arrows = page.locator(".timespace .arrow");
        assertThat(arrows.first()).isVisible();

        page.locator("#pause").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#pause")).hasText("Go on");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        page.keyboard().press("Home");
        assertThat(page.locator("#place")).containsText("event 1 of");

        String lines = saved(page, "Save as JSON lines");
        assertThat(lines.lines()).allMatch(line -> line.startsWith("{\"number\":") && line.endsWith("}"));
        String shiViz = saved(page, "Save for ShiViz");
        assertThat(shiViz).startsWith("(?<event>.*)\\n(?<host>\\S*) (?<clock>{.*})\n\n");
        assertThat(shiViz).contains("client {\"client\":1");
        assertThat(saved(page, "Save the diagram as SVG")).startsWith("<svg").contains("stroke=\"rgb(");
        page.locator("#pause").click();
        assertThat(page.locator("#place")).containsText("live");
    }

    private static String saved(Page page, String button) throws IOException {
        Download download = page.waitForDownload(() -> page.getByText(button).click());
        return Files.readString(download.path());
    }

    @Test
    void eachSceneIsPlayedInThePage() throws IOException {
        Page page = open("/pages/scenes");
        Locator choice = page.locator(".scenes button");
        assertThat(choice).hasCount(6);
        assertThat(Accessibility.violations(page)).isEmpty();
        String[] names = {"multicast", "order", "crash", "partition", "lookup", "peer"};
        for (int i = 0; i < names.length; i++) {
            choice.nth(i).click();
            Locator step = page.locator(".step button.main");
            while (true) {
                assertThat(page.locator("#busy"))
                        .hasText("", new LocatorAssertions.HasTextOptions().setTimeout(120_000));
                if (step.count() == 0) {
                    break;
                }
                step.press("Enter"); // It has the focus; the keyboard is enough.
            }
            assertThat(page.locator("#end")).hasText("That was the scene: everything was as it must be.");
            assertThat(page.locator(".checks .refused")).hasCount(0);
            page.locator("#end").scrollIntoViewIfNeeded();
            picture(page, "scene-" + names[i]);
        }
    }
}
