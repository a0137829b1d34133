package dev.ingest;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Holds the import table, the containment of libraries, and "no cycles between any two packages". */
@AnalyzeClasses(packages = "dev.ingest", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String BASE = "dev.ingest.";

    /** For each package, the packages of ours that it may import; sub-packages are named on their own. */
    private static final Map<String, String> IMPORTS = Map.ofEntries(
            Map.entry("failure", ""),
            Map.entry("data", ""),
            Map.entry("job.name", ""),
            Map.entry("job.cursor", "job.name"),
            Map.entry("job", "data failure job.cursor job.name job.option"),
            Map.entry("secret", "failure"),
            Map.entry("secret.azure", "failure secret"),
            Map.entry("source.rest.expression", "job.name"),
            Map.entry("config.notice", ""),
            Map.entry("config", "config.notice data failure job job.name job.option secret"),
            Map.entry("config.row", "config job job.name"),
            Map.entry("job.option", ""),
            Map.entry("run.event", "commit job plan"),
            Map.entry("config.connection", "config failure secret"),
            Map.entry("config.workbook.sheet", "job.name"),
            Map.entry("config.workbook.patch", "config.workbook.sheet job.name"),
            Map.entry(
                    "config.workbook",
                    "config config.row config.workbook.patch config.workbook.sheet failure job job.name"),
            Map.entry("config.toml", "config failure secret"),
            Map.entry("source.rest.body", "secret"),
            Map.entry("source.rest.endpoint", ""),
            Map.entry("source.rest.json", ""),
            Map.entry(
                    "source.rest.declared",
                    "config failure job.name source.rest.endpoint source.rest.expression source.rest.json"),
            Map.entry(
                    "source.rest.exchange",
                    "config failure secret source.rest.body source.rest.endpoint source.rest.json"),
            Map.entry(
                    "source.rest.page",
                    "failure source.rest.body source.rest.endpoint source.rest.exchange source.rest.expression source.rest.json"),
            Map.entry("source", "data failure job job.cursor job.name job.option"),
            Map.entry("source.jdbc", "data failure job job.cursor job.name job.option secret source"),
            Map.entry(
                    "source.jdbc.postgres.copy", "data failure job job.cursor job.name job.option source source.jdbc"),
            Map.entry(
                    "source.jdbc.postgres",
                    "data failure job job.cursor job.name job.option secret source source.jdbc source.jdbc.postgres.copy"),
            Map.entry(
                    "source.jdbc.oracle",
                    "data failure job job.cursor job.name job.option secret source source.jdbc source.jdbc.oracle.read"),
            Map.entry("source.jdbc.oracle.read", "data failure job job.cursor job.name job.option source source.jdbc"),
            Map.entry(
                    "source.jdbc.sqlserver",
                    "data failure job job.cursor job.name job.option source source.jdbc source.jdbc.sqlserver.connect source.jdbc.sqlserver.read"),
            Map.entry("source.jdbc.sqlserver.connect", "failure job job.name secret source.jdbc"),
            Map.entry(
                    "source.jdbc.sqlserver.read", "data failure job job.cursor job.name job.option source source.jdbc"),
            Map.entry(
                    "source.rest",
                    "data failure job job.cursor job.name secret source source.rest.body source.rest.endpoint source.rest.exchange source.rest.expression source.rest.json source.rest.page source.rest.record"),
            Map.entry("source.rest.openapi", "failure job.name"),
            Map.entry(
                    "source.rest.record",
                    "data job job.name source source.rest.body source.rest.endpoint source.rest.json"),
            Map.entry("landing", "failure job"),
            Map.entry("landing.local", "failure landing"),
            Map.entry("landing.adls", "failure landing secret"),
            Map.entry("parquet", "data failure job job.option landing"),
            Map.entry("engine", "job landing source"),
            Map.entry("engine.reread", "data failure job job.cursor"),
            Map.entry("engine.stage", "data engine.reread failure job job.cursor job.option landing parquet source"),
            Map.entry("engine.local", "data engine engine.reread engine.stage failure job job.cursor landing source"),
            Map.entry("spark", ""),
            Map.entry("engine.spark", "engine failure job job.cursor landing source spark"),
            Map.entry("plan", "config config.row data failure job job.cursor job.name job.option source"),
            Map.entry("commit.state", "data failure job job.cursor job.name job.option landing"),
            Map.entry("commit.watermark", "failure job job.cursor job.name"),
            Map.entry("commit.audit", "failure job job.name secret"),
            Map.entry(
                    "commit",
                    "commit.audit commit.state commit.watermark data failure job job.cursor job.name job.option landing"),
            Map.entry("run.progress", ""),
            Map.entry("run.watch", "config data failure job job.cursor job.name run.progress source"),
            Map.entry(
                    "run",
                    "commit commit.audit commit.state commit.watermark config config.row data engine failure job job.cursor job.name landing plan run.event run.progress run.watch source"),
            Map.entry("run.check", "config config.row failure job job.cursor job.name landing run run.watch source"),
            Map.entry(
                    "run.state",
                    "commit commit.audit commit.state commit.watermark config config.row failure job job.cursor job.name landing plan run source"),
            Map.entry("report.history", "data job job.cursor"),
            Map.entry(
                    "report.reading",
                    "commit.audit commit.state data failure job job.cursor job.name landing report.history"),
            Map.entry("report.page", "data job job.cursor job.name report.history secret"),
            Map.entry("report", "commit.watermark failure job.name landing report.history report.page report.reading"),
            Map.entry("cli.screen", ""),
            Map.entry("setup", "config.workbook failure job job.name"),
            Map.entry("schedule", "failure"),
            Map.entry("record", "commit failure job job.cursor plan run run.event secret"),
            Map.entry("record.metric", "job plan record report.history run run.event"),
            Map.entry("record.lineage", "data failure job job.name outbound plan record run run.event secret"),
            Map.entry("outbound", "config failure job.name secret"),
            Map.entry("alert", "config failure job job.name outbound plan record report.history run run.event secret"),
            Map.entry("alert.webhook", "alert config.notice outbound record secret"),
            Map.entry("alert.mail", "alert config.notice failure secret"),
            Map.entry("alert.eventlog", "alert failure"),
            Map.entry(
                    "record.answer",
                    "commit.audit commit.state commit.watermark config config.row data job job.cursor job.name record run run.check run.state source"),
            Map.entry("cli.log", "config config.notice job.name run run.event secret"),
            Map.entry("cli.option", "cli.log config failure job.name plan record wiring"),
            Map.entry("cli.alert", "alert cli.option failure plan record wiring"),
            Map.entry("cli.keyvault", "cli.option job.name wiring"),
            Map.entry(
                    "cli.run",
                    "cli.log cli.option cli.screen commit config config.notice config.row data failure job job.cursor job.name job.option plan record report run run.event run.progress run.watch source wiring"),
            Map.entry("cli.report", "cli.option job.name report wiring"),
            Map.entry("cli.shell", "cli.option"),
            Map.entry("run.tidy", "commit.state config config.row job job.option landing run"),
            Map.entry("cli.tidy", "cli.option config failure job.name run.tidy wiring"),
            Map.entry("cli.setup", "cli.option config failure job job.name schedule setup wiring"),
            Map.entry(
                    "cli.source",
                    "cli.option config.workbook data failure job job.name record.answer run.check source source.rest.openapi wiring"),
            Map.entry(
                    "cli.state",
                    "cli.option commit.audit commit.state commit.watermark config config.row job job.cursor job.name record.answer run run.state wiring"));

    /** The packages that join all others. */
    private static final Set<String> TOP = Set.of("", "cli", "wiring");

    /** Which packages may import a library. */
    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("org.apache.poi..", List.of("config.workbook.sheet")),
            Map.entry("org.apache.commons..", List.of("config.workbook.patch", "config.workbook.sheet")),
            Map.entry("org.tomlj..", List.of("config.toml")),
            Map.entry(
                    "picocli..",
                    List.of(
                            "cli",
                            "cli.alert",
                            "cli.keyvault",
                            "cli.option",
                            "cli.report",
                            "cli.run",
                            "cli.setup",
                            "cli.shell",
                            "cli.source",
                            "cli.state",
                            "cli.tidy")),
            Map.entry("com.opencsv..", List.of("commit.audit")),
            Map.entry(
                    "com.fasterxml.jackson..",
                    List.of(
                            "commit.state",
                            "engine",
                            "record",
                            "record.answer",
                            "record.lineage",
                            "alert.webhook",
                            "source.rest",
                            "source.rest.exchange",
                            "source.rest.expression",
                            "source.rest.json",
                            "source.rest.openapi",
                            "source.rest.page",
                            "source.rest.record")),
            Map.entry("org.apache.spark..", List.of("engine.spark", "spark")),
            Map.entry("scala..", List.of("engine.spark", "spark")),
            Map.entry("io.openlineage..", List.of("record.lineage")),
            Map.entry("jakarta.mail..", List.of("alert.mail")),
            Map.entry("org.eclipse.angus..", List.of("alert.mail")),
            Map.entry("io.prometheus..", List.of("record.metric")),
            Map.entry("com.jayway.jsonpath..", List.of("source.rest.json")),
            Map.entry("dev.failsafe..", List.of("source.rest.exchange")),
            Map.entry("org.yaml..", List.of("source.rest.openapi")),
            Map.entry("ch.qos.logback..", List.of("cli.log")),
            Map.entry("org.jline..", List.of("cli.screen")),
            Map.entry("org.postgresql..", List.of("source.jdbc.postgres", "source.jdbc.postgres.copy")),
            Map.entry("com.zaxxer.hikari..", List.of("source.jdbc")),
            Map.entry("oracle..", List.of("source.jdbc.oracle", "source.jdbc.oracle.read")),
            Map.entry("com.microsoft.sqlserver..", List.of("source.jdbc.sqlserver.connect")),
            Map.entry("com.azure..", List.of("secret.azure")),
            Map.entry("reactor..", List.of("secret.azure")),
            Map.entry("io.airlift..", List.of("parquet")),
            Map.entry("org.xerial..", List.of("parquet")),
            Map.entry("org.apache.parquet..", List.of("parquet", "landing.adls")),
            Map.entry("org.apache.hadoop..", List.of("parquet", "landing.adls")));

    @ArchTest
    static void packagesImportWhatTheTableAllows(com.tngtech.archunit.core.domain.JavaClasses classes) {
        IMPORTS.forEach((name, allowed) -> {
            String[] targets = Stream.concat(Stream.of(name), Stream.of(allowed.split(" ", -1)))
                    .filter(target -> !target.isEmpty())
                    .map(BASE::concat)
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(BASE + name)
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(targets)
                            .or(com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage("dev.ingest.."))))
                    .check(classes);
        });
    }

    @ArchTest
    static void theTableHoldsEveryPackageAndNoOther(com.tngtech.archunit.core.domain.JavaClasses classes) {
        Set<String> packages = classes.stream()
                .map(each -> each.getPackageName().replaceFirst("^dev\\.ingest\\.?", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = new TreeSet<>(IMPORTS.keySet());
        named.addAll(TOP);
        assertEquals(packages, named);
        IMPORTS.values().stream()
                .flatMap(allowed -> Stream.of(allowed.split(" ", -1)))
                .filter(allowed -> !allowed.isEmpty())
                .forEach(allowed -> assertTrue(IMPORTS.containsKey(allowed) || TOP.contains(allowed), allowed));
    }

    /** NullAway passes over the packages that are not marked. */
    @ArchTest
    static void nullIsLookedForInEveryPackage(com.tngtech.archunit.core.domain.JavaClasses classes) {
        assertEquals(
                Set.of(),
                classes.stream()
                        .map(JavaClass::getPackage)
                        .filter(each -> !each.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName)
                        .collect(Collectors.toSet()));
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
