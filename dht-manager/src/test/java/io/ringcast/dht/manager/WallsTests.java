package io.ringcast.dht.manager;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** Who may import whom. */
@AnalyzeClasses(packages = "io.ringcast.dht.manager", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTests {
    @ArchTest
    static final ArchRule theDomainIsPure = classes()
            .that()
            .resideInAPackage("..manager.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.util..",
                    "org.jspecify..",
                    "org.pcollections..",
                    "io.ringcast.foundation",
                    "io.ringcast.protocol.overlay",
                    "io.ringcast.protocol.records",
                    "io.ringcast.protocol.view",
                    "..manager.domain..");

    @ArchTest
    static final ArchRule theDomainHasNoClock = noClasses()
            .that()
            .resideInAPackage("..manager.domain..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule adaptersNeverImportEachOther = SlicesRuleDefinition.slices()
            .matching("io.ringcast.dht.manager.(web|transport|codec)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noPackageCycles = SlicesRuleDefinition.slices()
            .matching("io.ringcast.dht.manager.(*)..")
            .should()
            .beFreeOfCycles();
}
