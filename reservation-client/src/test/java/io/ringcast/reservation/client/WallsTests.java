package io.ringcast.reservation.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** Who may import whom. */
@AnalyzeClasses(packages = "io.ringcast.reservation.client", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTests {
    @ArchTest
    static final ArchRule adaptersNeverImportEachOther = SlicesRuleDefinition.slices()
            .matching("io.ringcast.reservation.client.(web|terminal)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule theLibraryKnowsNothingOfTheProgramAroundIt = noClasses()
            .that()
            .resideInAPackage("io.ringcast.reservation.client")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..client.web..", "..client.terminal..");
}
