package io.ringcast.reservation.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom. */
@AnalyzeClasses(packages = "io.ringcast.reservation.server", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTests {
    @ArchTest
    static final ArchRule theDomainIsPure = classes()
            .that()
            .resideInAPackage("..server.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.util..",
                    "org.jspecify..",
                    "org.pcollections..",
                    "io.ringcast.foundation",
                    "io.ringcast.replication.api",
                    "..server.domain..");

    @ArchTest
    static final ArchRule theDomainHasNoClockAndNoRandomness = noClasses()
            .that()
            .resideInAPackage("..server.domain..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule ofReplicationOnlyItsInterfaceIsUsed = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("io.ringcast.replication..")
                    .and(not(resideInAnyPackage(
                            "io.ringcast.replication",
                            "io.ringcast.replication.api",
                            "io.ringcast.replication.boot"))));

    @ArchTest
    static final ArchRule theCodecsSeeOnlyTheDomain = noClasses()
            .that()
            .resideInAPackage("..server.codec")
            .should()
            .dependOnClassesThat(resideInAPackage("io.ringcast.reservation.server..")
                    .and(not(resideInAnyPackage("..server.codec", "..server.domain"))));

    @ArchTest
    static final ArchRule adaptersNeverImportEachOther = slices().matching(
                    "io.ringcast.reservation.server.(web|files|transport|terminal)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule noPackagesDependOnEachOther =
            slices().matching("io.ringcast.reservation.(**)").should().beFreeOfCycles();
}
