package io.ringcast.systemtests.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.pages.Chromium.Window;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A server whose admin side has a password. */
@EnabledIf("io.ringcast.systemtests.pages.Chromium#isInstalled")
class SignInPageIT {
    private static final String PASSWORD = Rest.PASSWORD_OPTION.substring(Rest.PASSWORD_OPTION.indexOf('=') + 1);

    @Test
    void aFormAsksForThePasswordAndItIsForgottenAtTheEnd(@TempDir Path directory) throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory).with(Rest.PASSWORD_OPTION);
                Chromium chromium = Chromium.start()) {
            cluster.start("s1");
            Page page = chromium.open(cluster.server("s1").rest().address().resolve("/"), Window.DESK);
            assertThat(page.locator("h1")).containsText("Sign in");
            assertThat(Accessibility.violations(page)).isEmpty();

            page.getByLabel("Name").fill("operator");
            page.getByLabel("Password").fill("a guess");
            page.locator("button.main").click();
            assertThat(page.locator("[role=alert]")).containsText("The name or the password is not right.");

            page.getByLabel("Password").fill(PASSWORD);
            page.locator("button.main").click();
            assertThat(page.locator(".grid tbody tr")).hasCount(5);
            assertThat(page.locator(".who")).containsText("operator (operator)");
            page.reload();
            assertThat(page.locator(".grid tbody tr")).hasCount(5);
            assertThat(String.valueOf(page.evaluate("JSON.stringify(localStorage)")))
                    .doesNotContain(PASSWORD);

            page.getByText("Sign out").click();
            assertThat(page.locator("h1")).containsText("Sign in");
            // Chromium itself logs that the guess was answered 401.
            assertThat(chromium.offences()).allMatch(offence -> offence.contains("401"));
        }
    }
}
