package io.ringcast.systemtests.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The system's Chromium. Notes whatever a page does that it must not do. */
final class Chromium implements AutoCloseable {
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));
    private static final double TIMEOUT_MILLIS = 10_000;

    /** Notes what the browser itself reports: violations of the content security policy, and failed scripts. */
    private static final String WATCH_POLICY =
            "addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective + ' ' + e.blockedURI))";

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> offences = Collections.synchronizedList(new ArrayList<>());

    /** How a window is. */
    record Window(int width, int height, ColorScheme colours) {
        static final Window DESK = new Window(1400, 900, ColorScheme.LIGHT);
    }

    private Chromium(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
    }

    static boolean isInstalled() {
        return PLACES.stream().anyMatch(Files::isExecutable);
    }

    static Chromium start() {
        return new Chromium(PLACES.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no Chromium at " + PLACES)));
    }

    /** A page in a browser window of its own: it shares nothing with others. */
    Page open(URI address, Window window) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(window.width(), window.height())
                .setColorScheme(window.colours())
                .setHasTouch(window.width() < 600));
        context.addInitScript(WATCH_POLICY);
        Page page = context.newPage();
        page.setDefaultTimeout(TIMEOUT_MILLIS);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                offences.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> offences.add(page.url() + ": " + error));
        page.onRequest(request -> {
            if (!request.url().startsWith(address.getScheme() + "://" + address.getAuthority() + "/")
                    && !request.url().startsWith("data:")) {
                offences.add(page.url() + " asked " + request.url());
            }
        });
        page.navigate(address.toString());
        return page;
    }

    /** Errors, warnings, violations of the policy, and requests to other origins so far. */
    List<String> offences() {
        return List.copyOf(offences);
    }

    void forgive() {
        offences.clear();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
