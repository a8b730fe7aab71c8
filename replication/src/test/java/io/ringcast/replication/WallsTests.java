package io.ringcast.replication;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom in this module. */
@AnalyzeClasses(packages = "io.ringcast.replication", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTests {
    private static final String[] PLATFORM = {
        "java..", "javax.crypto..", "org.jspecify..", "org.slf4j..", "org.pcollections..", "io.ringcast.foundation.."
    };

    @ArchTest
    static final ArchRule noServiceAndNoFrameworkIsUsed = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework..",
                    "io.micrometer..",
                    "io.ringcast.reservation..",
                    "io.ringcast.dht..",
                    "io.ringcast.protocol..",
                    "io.ringcast.console..");

    @ArchTest
    static final ArchRule noPackagesDependOnEachOther =
            slices().matching("io.ringcast.replication.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theInterfaceDependsOnNothing = classes()
            .that()
            .resideInAPackage("..api")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with("..api"));

    @ArchTest
    static final ArchRule theCoreIsAFunction = classes()
            .that()
            .resideInAnyPackage("..core", "..merge")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with("..api", "..log", "..wire", "..group", "..core", "..merge"));

    @ArchTest
    static final ArchRule theCoreHasNoClockNoThreadAndNoRandomness = noClasses()
            .that()
            .resideInAnyPackage("..core", "..merge", "..log")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Thread")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule jgroupsIsUsedByItsAdapterOnly = noClasses()
            .that()
            .resideOutsideOfPackage("..jgroups..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jgroups..");

    @ArchTest
    static final ArchRule sqliteIsUsedByItsAdapterOnly = noClasses()
            .that()
            .resideOutsideOfPackage("..sqlite")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.sqlite..", "java.sql..");

    @ArchTest
    static final ArchRule adaptersNeverUseEachOther = slices().matching("io.ringcast.replication.(jgroups|sqlite)..")
            .should()
            .notDependOnEachOther();

    private static String[] with(String... packages) {
        String[] all = java.util.Arrays.copyOf(PLATFORM, PLATFORM.length + packages.length);
        System.arraycopy(packages, 0, all, PLATFORM.length, packages.length);
        return all;
    }
}
