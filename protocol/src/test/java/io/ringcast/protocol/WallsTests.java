package io.ringcast.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom in this module. */
@AnalyzeClasses(packages = "io.ringcast.protocol", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTests {
    @ArchTest
    static final ArchRule noPackagesDependOnEachOther =
            slices().matching("io.ringcast.protocol.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule messagesAndLinksKnowNoTransportAndNoFramework = noClasses()
            .that()
            .resideInAnyPackage("io.ringcast.protocol", "..protocol.reservation", "..protocol.dht", "..protocol.link")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "io.micrometer..",
                    "..protocol.network..",
                    "..protocol.transport..",
                    "..protocol.exchange..");
}
