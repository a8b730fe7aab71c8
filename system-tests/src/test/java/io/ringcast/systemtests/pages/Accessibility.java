package io.ringcast.systemtests.pages;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Set;

/** What axe-core finds. */
final class Accessibility {
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    private Accessibility() {}

    /** The serious and critical violations of a page, with the elements that have them. */
    static List<String> violations(Page page) {
        return new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .map(rule -> rule.getId() + ": "
                                + rule.getNodes().stream()
                                        .limit(3)
                                        .map(node -> node.getHtml())
                                        .toList())
                        .toList();
    }
}
