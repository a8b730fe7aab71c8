package io.ringcast.dht.peer;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.ringcast.protocol.exchange.Retry;

/** Who may import whom. */
@AnalyzeClasses(packages = "io.ringcast.dht.peer", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTests {
    @ArchTest
    static final ArchRule theDomainIsPure = classes()
            .that()
            .resideInAPackage("..peer.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..", "java.util..", "org.jspecify..", "io.ringcast.protocol.records", "..peer.domain..");

    @ArchTest
    static final ArchRule theDomainHasNoClock = noClasses()
            .that()
            .resideInAnyPackage("..peer.domain..", "..peer.ring..", "..peer.session..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule theRingIsAStateMachineWithoutSocketsThreadsOrSpring = classes()
            .that()
            .resideInAPackage("..peer.ring..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.util",
                    "java.util.function..",
                    "java.util.random..",
                    "java.util.stream..",
                    "java.time..",
                    "java.net..",
                    "org.jspecify..",
                    "io.ringcast.foundation",
                    "io.ringcast.protocol",
                    "io.ringcast.protocol.dht..",
                    "io.ringcast.protocol.link..",
                    "io.ringcast.protocol.overlay",
                    "io.ringcast.protocol.records",
                    "io.ringcast.protocol.view",
                    "..peer.domain..",
                    "..peer.ring..");

    @ArchTest
    static final ArchRule theSessionIsAStateMachineWithoutSocketsThreadsOrSpring = classes()
            .that()
            .resideInAPackage("..peer.session..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "java.lang..",
                            "java.util",
                            "java.util.function..",
                            "java.util.random..",
                            "java.util.stream..",
                            "java.time..",
                            "java.net..",
                            "org.jspecify..",
                            "io.ringcast.foundation",
                            "io.ringcast.protocol.dht..",
                            "io.ringcast.protocol.overlay",
                            "io.ringcast.protocol.records",
                            "io.ringcast.protocol.view",
                            "..peer.ring.state..",
                            "..peer.session..")
                    .or(type(Retry.class)));

    @ArchTest
    static final ArchRule noPackagesOfTheRingDependOnEachOther = SlicesRuleDefinition.slices()
            .matching("io.ringcast.dht.peer.(ring..)")
            .should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule adaptersNeverImportEachOther = SlicesRuleDefinition.slices()
            .matching("io.ringcast.dht.peer.(web|transport|terminal)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);
}
