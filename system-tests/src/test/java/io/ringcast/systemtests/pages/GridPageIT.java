package io.ringcast.systemtests.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.ringcast.systemtests.cluster.ClientProcess;
import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.pages.Chromium.Window;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The week grid of two servers and a client. */
@EnabledIf("io.ringcast.systemtests.pages.Chromium#isInstalled")
class GridPageIT {
    private static final LocatorAssertions.ContainsTextOptions SOON =
            new LocatorAssertions.ContainsTextOptions().setTimeout(500);

    @TempDir
    private static Path directory;

    private static Cluster cluster;
    private static ClientProcess client;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        cluster = Cluster.onLoopback(directory);
        client = cluster.startAfter("dora", List.of(), "s1", "s2", "s3");
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
        cluster.close();
    }

    /** No page logs an error, breaks the policy, or asks another origin. */
    @AfterEach
    void nothingIsAmiss() {
        List<String> offences = chromium.offences();
        chromium.forgive();
        assertThat(offences).isEmpty();
    }

    private static URI at(String server, String path) {
        return cluster.server(server).rest().address().resolve(path);
    }

    private static Locator cell(Page page, String room, String day, String timeslot) {
        return page.locator("[role=gridcell][aria-label^='%s, %s %s,']".formatted(room, day, timeslot));
    }

    private static void reserveFor(Page page, String name) {
        page.getByLabel("Reserve for").fill(name);
    }

    @Test
    void allRoomsOfAWeekAreDrawnAndAccessible() {
        Page page = chromium.open(at("s1", "/"), Window.DESK);

        assertThat(page.locator(".grid tbody tr")).hasCount(5);
        assertThat(page.locator(".grid tbody td")).hasCount(5 * 5 * 11);
        assertThat(Accessibility.violations(page)).isEmpty();
    }

    @Test
    void aSlotIsReservedAndGivenBackWithTheKeyboardOnly() {
        Page page = chromium.open(at("s1", "/"), Window.DESK);
        reserveFor(page, "kim");
        page.locator(".grid [tabindex='0']").focus();
        page.keyboard().press("Control+Home");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("PageDown");
        page.keyboard().press("Shift+ArrowRight");

        page.keyboard().press("Enter");
        assertThat(page.locator("dialog")).containsText("Reserve 2 slots?");
        page.keyboard().press("Enter");

        assertThat(page.locator(".toast")).containsText("Reserved: 2 slots.");
        Locator first = cell(page, "SA314", "Tuesday", "8:30-9:30");
        assertThat(first).hasAttribute("aria-label", "SA314, Tuesday 8:30-9:30, kim");
        assertThat(first).hasClass(Pattern.compile("begins"));
        assertThat(cluster.server("s2")
                        .rest()
                        .get("/api/reservations?holder=kim")
                        .json())
                .hasSize(2);

        page.getByText("Undo").click();
        assertThat(page.locator(".toast")).containsText("Deleted: 2 slots.");
        assertThat(first).hasAttribute("aria-label", "SA314, Tuesday 8:30-9:30, free");
    }

    @Test
    void aReservationInOneBrowserAppearsInOthersWithinHalfASecond() {
        Page one = chromium.open(at("s1", "/"), Window.DESK);
        Page two = chromium.open(at("s2", "/"), Window.DESK);
        Page gateway = chromium.open(client.rest().address().resolve("/"), Window.DESK);
        for (Page page : List.of(two, gateway)) {
            assertThat(cell(page, "MC5050", "Friday", "8:30-9:30"))
                    .hasAttribute("aria-label", "MC5050, Friday 8:30-9:30, free");
        }
        reserveFor(one, "lou");
        cell(one, "MC5050", "Friday", "8:30-9:30").click();
        one.getByText("Reserve 1").click();
        one.locator("dialog button.main").click();

        assertThat(one.locator(".toast")).containsText("Reserved");
        assertThat(cell(two, "MC5050", "Friday", "8:30-9:30")).containsText("lou", SOON);
        assertThat(cell(gateway, "MC5050", "Friday", "8:30-9:30")).containsText("lou", SOON);
        assertThat(two.locator("#news")).containsText("lou has reserved MC5050, Friday 8:30-9:30.");
    }

    @Test
    void aClientsPageReservesForItsUserAndTellsWhoAnswered() {
        Page page = chromium.open(client.rest().address().resolve("/"), Window.DESK);
        cell(page, "ME4326", "Monday", "9:30-10:30").click();
        page.getByText("Reserve 1").click();
        page.locator("dialog button.main").click();

        assertThat(page.locator(".toast")).containsText("Reserved: ME4326, Monday 9:30-10:30.");
        assertThat(cell(page, "ME4326", "Monday", "9:30-10:30")).containsText("dora");

        page.navigate(client.rest().address().resolve("/pages/answers").toString());
        assertThat(page.locator("#heard")).containsText("3 servers were heard: s1, s2, s3");
        assertThat(page.locator("tbody tr").first()).containsText("reserve ME4326 9:30-10:30 Monday");
        assertThat(Accessibility.violations(page)).isEmpty();
    }

    @Test
    void aRefusalSaysWhoWasFasterAndWhichRoomsAreFreeThen() {
        Page page = chromium.open(at("s1", "/"), Window.DESK);
        reserveFor(page, "max");
        Locator cell = cell(page, "ME4494", "Thursday", "9:30-10:30");
        cell.click();
        page.getByText("Reserve 1").click();
        assertThat(page.locator("dialog")).isVisible();
        cluster.server("s2")
                .rest()
                .post(
                        "/api/reservations",
                        Map.of("room", "ME4494", "timeslot", "9:30-10:30", "day", "Thursday", "holder", "nia"));
        page.locator("dialog button.main").click();

        assertThat(page.locator(".toast")).containsText("nia was faster. Free then: SA314, MC5050, ME4326, SA412.");
        // Chromium itself logs that the request was answered 409.
        assertThat(chromium.offences()).allMatch(offence -> offence.contains("409"));
        chromium.forgive();
    }

    @Test
    void aStreamThatIsCutGoesOnWithoutALoss() {
        Page page = chromium.open(at("s3", "/"), Window.DESK);
        assertThat(cell(page, "SA412", "Wednesday", "8:30-9:30"))
                .hasAttribute("aria-label", "SA412, Wednesday 8:30-9:30, free");
        page.context().setOffline(true);
        cluster.server("s1")
                .rest()
                .post(
                        "/api/reservations",
                        Map.of("room", "SA412", "timeslot", "8:30-9:30", "day", "Wednesday", "holder", "oda"));
        page.context().setOffline(false);

        assertThat(cell(page, "SA412", "Wednesday", "8:30-9:30")).containsText("oda");
        chromium.forgive();
    }

    @Test
    void aPhoneShowsADayAsCardsInTheDarkToo() {
        Page page = chromium.open(at("s1", "/"), new Window(375, 740, ColorScheme.DARK));

        assertThat(page.locator(".card")).hasCount(5);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        assertThat(Accessibility.violations(page)).isEmpty();

        reserveFor(page, "pat");
        page.locator(".card").first().getByText("10:30-11:30").tap();
        page.getByText("Reserve 1").tap();
        page.locator("dialog button.main").tap();
        assertThat(page.locator(".toast")).containsText("Reserved: ME4494, Monday 10:30-11:30.");
    }

    @Test
    void whatIsPrintedIsTheTableOnly() {
        Page page = chromium.open(at("s1", "/"), Window.DESK);
        assertThat(page.locator(".grid")).isVisible();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));

        assertThat(page.locator(".grid")).isVisible();
        assertThat(page.locator(".bar")).isHidden();
        assertThat(page.locator(".actions")).isHidden();
    }

    @Test
    void everyOtherPageOfAServerIsDrawnAndAccessible() {
        Map<String, String> texts = Map.of(
                "/pages/mine", "My bookings",
                "/pages/door?room=ME4494&day=Tuesday", "19:30-21:00",
                "/pages/import", "Import",
                "/pages/catalog", "Timeslots",
                "/pages/replicas", "s3",
                "/pages/addresses", "/api/reservations.ics");
        texts.forEach((path, text) -> {
            Page page = chromium.open(at("s1", path), new Window(1400, 900, ColorScheme.DARK));
            assertThat(page.locator("main")).containsText(text);
            assertThat(Accessibility.violations(page)).as(path).isEmpty();
            page.context().close();
        });
    }

    @Test
    void anImportIsTriedBeforeItIsMade() {
        Page page = chromium.open(at("s1", "/pages/import"), Window.DESK);
        page.getByLabel("Table")
                .fill("room,timeslot,day,holder\nSA314,10:30-11:30,Friday,quin\nX1,10:30-11:30,Friday,quin\n");
        page.getByText("Try").click();
        assertThat(page.locator("main")).containsText("1 lines would be reserved, 1 refused");
        page.getByText("Import 1").click();
        assertThat(page.locator("main")).containsText("1 lines are reserved, 1 refused");
        assertThat(cluster.server("s1")
                        .rest()
                        .get("/api/reservations?holder=quin")
                        .json())
                .hasSize(1);
    }

    @Test
    void aServerThatIsKilledIsNoticedByNobodyAtAClientAndToldByTheReplicas() {
        Page replicas = chromium.open(at("s1", "/pages/replicas"), Window.DESK);
        assertThat(replicas.locator("[aria-label='Members']")).containsText("s3");
        Page page = chromium.open(client.rest().address().resolve("/"), Window.DESK);
        cell(page, "SA412", "Friday", "9:30-10:30").click();
        cluster.server("s3").kill();
        page.getByText("Reserve 1").click();
        page.locator("dialog button.main").click();

        assertThat(page.locator(".toast")).containsText("Reserved: SA412, Friday 9:30-10:30.");
        assertThat(page.locator(".refused")).hasCount(0);
        assertThat(replicas.locator("[aria-label='Events']"))
                .containsText("s3 has left the view.", new LocatorAssertions.ContainsTextOptions().setTimeout(15_000));
        cluster.start("s3");
        cluster.awaitSameState(Duration.ofSeconds(30));
    }
}
