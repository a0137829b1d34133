package dev.ingest;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Holds the import table, the containment of libraries, and "no cycles between any two packages". */
@AnalyzeClasses(packages = "dev.ingest", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String BASE = "dev.ingest.";

    /** For each package, the packages of ours that it may import; sub-packages are named on their own. */
    private static final Map<String, List<String>> IMPORTS = Map.ofEntries(
            Map.entry("failure", List.of()),
            Map.entry("data", List.of()),
            Map.entry("job", List.of("data", "failure")),
            Map.entry("secret", List.of("failure")),
            Map.entry("config", List.of("data", "failure", "job", "secret")),
            Map.entry("config.workbook", List.of("config", "failure", "job")),
            Map.entry("config.toml", List.of("config", "failure", "secret")),
            Map.entry("source", List.of("data", "failure", "job")),
            Map.entry("source.jdbc", List.of("data", "failure", "job", "secret", "source", "source.jdbc.dialect")),
            Map.entry("source.jdbc.dialect", List.of("data", "failure", "job", "source")),
            Map.entry("landing", List.of("failure", "job")),
            Map.entry("landing.local", List.of("failure", "landing")),
            Map.entry("landing.adls", List.of("failure", "landing", "secret")),
            Map.entry("parquet", List.of("data", "failure", "job", "landing")),
            Map.entry("engine", List.of("data", "failure", "job", "landing", "parquet", "source")),
            Map.entry("plan", List.of("config", "data", "failure", "job", "landing", "source")),
            Map.entry(
                    "commit",
                    List.of("commit.audit", "commit.state", "commit.watermark", "data", "failure", "job", "landing")),
            Map.entry("commit.state", List.of("data", "failure", "job", "landing")),
            Map.entry("commit.watermark", List.of("failure", "job")),
            Map.entry("commit.audit", List.of("failure", "job")),
            Map.entry("report", List.of("commit.audit", "job")),
            Map.entry(
                    "run",
                    List.of(
                            "commit",
                            "commit.audit",
                            "commit.state",
                            "commit.watermark",
                            "config",
                            "data",
                            "engine",
                            "failure",
                            "job",
                            "landing",
                            "plan",
                            "report",
                            "source")));

    /** Which packages may import a library. */
    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("org.apache.poi..", List.of("config.workbook")),
            Map.entry("org.apache.commons..", List.of("config.workbook")),
            Map.entry("org.tomlj..", List.of("config.toml")),
            Map.entry("picocli..", List.of("cli")),
            Map.entry("com.opencsv..", List.of("commit.audit")),
            Map.entry("com.fasterxml.jackson..", List.of("commit.state")),
            Map.entry("ch.qos.logback..", List.of("cli")),
            Map.entry("org.postgresql..", List.of("source.jdbc")),
            Map.entry("com.zaxxer.hikari..", List.of("source.jdbc")),
            Map.entry("io.airlift..", List.of("parquet")),
            Map.entry("org.apache.parquet..", List.of("parquet", "landing.adls")),
            Map.entry("org.apache.hadoop..", List.of("parquet", "landing.adls")));

    @ArchTest
    static void packagesImportWhatTheTableAllows(com.tngtech.archunit.core.domain.JavaClasses classes) {
        IMPORTS.forEach((name, allowed) -> {
            String[] targets = Stream.concat(Stream.of(name), allowed.stream())
                    .map(BASE::concat)
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(BASE + name)
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(targets)
                            .or(com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage("dev.ingest.."))))
                    .allowEmptyShould(true)
                    .check(classes);
        });
    }

    @ArchTest
    static void librariesStayInTheirRooms(com.tngtech.archunit.core.domain.JavaClasses classes) {
        LIBRARIES.forEach((library, rooms) -> noClasses()
                .that()
                .resideOutsideOfPackages(rooms.stream().map(BASE::concat).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true)
                .check(classes));
    }

    @ArchTest
    static final ArchRule DATA_AND_FAILURE_IMPORT_JAVA_ALONE = classes()
            .that()
            .resideInAnyPackage("dev.ingest.data", "dev.ingest.failure")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.ingest.data", "dev.ingest.failure", "org.jspecify..");

    @ArchTest
    static final ArchRule THE_CLI_IS_IMPORTED_BY_MAIN_ALONE = noClasses()
            .that()
            .resideOutsideOfPackages("dev.ingest", "dev.ingest.cli")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.ingest.cli");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.ingest.(**)").should().beFreeOfCycles();
}
