package dev.ingest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.FakeScope;
import dev.ingest.config.Finding;
import dev.ingest.config.JobRows;
import dev.ingest.config.row.FaultyRow;
import dev.ingest.config.row.JobColumn;
import dev.ingest.job.SourceType;
import dev.ingest.landing.FolderNames;
import dev.ingest.plan.Planner;
import dev.ingest.plan.RunMoment;
import dev.ingest.source.Connector;
import dev.ingest.source.FakeDialect;
import dev.ingest.source.Source;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rows can run and which cannot, and what is said of these; names first of all. */
class ValidationTest {
    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 1, 29, 2, 0, 0, 0, ZoneOffset.UTC);

    private final FakeScope settings = new FakeScope();
    private Folding folding = Folding.NOTHING;

    /** What the lake's file system does to names. */
    private enum Folding implements FolderNames {
        NOTHING,
        CASE_AND_DOTS;

        @Override
        public String folded(String name) {
            return this == NOTHING ? name : name.toLowerCase(Locale.ROOT).replaceAll("\\.+$", "");
        }

        @Override
        public Optional<String> fault(String name) {
            return name.equals("con") ? Optional.of("that is a device") : Optional.empty();
        }
    }

    @Test
    void aRowWithAFaultLeavesTheOthersAlone() {
        JobList judged = judged(
                List.of(new FaultyRow("crm.a", List.of(new Finding("jobs!G2", "enabled is empty")))), "b", "init", "c");
        assertEquals(
                List.of("crm.b", "crm.c"),
                judged.sound().stream().map(Job::name).toList());
        assertEquals(
                List.of("crm.a", "crm.init"),
                judged.refused().stream().map(RefusedJob::name).toList());
    }

    @Test
    void ofRowsThatLandInOnePlaceAllFailAndEachNamesTheOthers() {
        JobList judged = judged(List.of(), "Orders", "orders", "customers");
        assertEquals(
                List.of("crm.customers"), judged.sound().stream().map(Job::name).toList());
        assertEquals(2, judged.refused().size());
        judged.refused()
                .forEach(job -> assertTrue(said(job).contains("lands in 'crm/orders', as the one of"), said(job)));
    }

    @Test
    void namesThatSnakeCaseMakesOneMentionDirectNaming() {
        JobList judged = judged(List.of(), "日本", "中国");
        judged.refused()
                .forEach(job -> assertTrue(said(job).contains("naming = \"direct\" in [sources.crm]"), said(job)));
        assertEquals(2, judged.refused().size());
    }

    @Test
    void namesThatTheFileSystemMakesOneAreOneJob() {
        settings.with("naming", "direct");
        assertEquals(
                4,
                judged(List.of(), "\"Case\"", "case", "\"trail.\"", "trail")
                        .sound()
                        .size());
        folding = Folding.CASE_AND_DOTS;
        JobList judged = judged(List.of(), "\"Case\"", "case", "\"trail.\"", "trail");
        assertEquals(4, judged.refused().size());
        judged.refused()
                .forEach(job -> assertTrue(said(job).contains("that the lake's file system makes one"), said(job)));
        assertTrue(said(judged(List.of(), "\"INIT\"").refused().get(0)).contains("keeps for itself"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"init", "_dlt_loads", "_dlt_version", "_dlt_pipeline_state", "_ingest", "\"_dlt_x\""})
    void tablesWhereDltOrThisToolKeepsItsFilesAreRefusedWithAWayOut(String table) {
        for (String naming : List.of("snake_case", "direct")) {
            settings.with("naming", naming);
            assertTrue(said(judged(List.of(), table).refused().get(0)).contains("with its schema, as public."));
            assertEquals(1, judged(List.of(), "public." + table).sound().size(), table);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../evil", "..", ".", " ", "a\\b", "\\\\server\\share", "C:evil", "a/b", "a\nb", "a\u0000b"})
    void underDirectNamingNoNameLeadsOutOfTheLake(String name) {
        String table = '"' + name + '"';
        settings.with("naming", "direct");
        String said = said(judged(List.of(), table).refused().get(0));
        assertTrue(said.startsWith("jobs!table_name: the table would land in the folder '"), said);
        assertTrue(said.contains("naming = \"snake_case\""), said);
        assertTrue(said.chars().noneMatch(Character::isISOControl), said);
        settings.with("naming", "snake_case");
        if (name.chars().anyMatch(Character::isLetter)) {
            assertEquals(1, judged(List.of(), table).sound().size());
        }
    }

    @Test
    void aNameThatNoFolderOfTheLakeCanBearIsRefused() {
        assertTrue(said(judged(List.of(), "con").refused().get(0)).contains("'con': that is a device"));
        assertEquals(1, judged(List.of(), "public.con").sound().size());
    }

    private JobList judged(List<FaultyRow> faulty, String... tables) {
        List<Job> jobs = Stream.of(tables)
                .map(table -> new Job(
                        JobRows.full(table).with(JobColumn.LOAD_TYPE, "FULL").row(), settings))
                .toList();
        List<RefusedJob> refused = faulty.stream()
                .map(row -> new RefusedJob(row.name(), Optional.empty(), row.findings()))
                .toList();
        return validation().judged(new JobList(jobs, refused), new RunMoment(NOW, NOW.toLocalDate()));
    }

    private Validation validation() {
        return new Validation(new Planner(type -> new FakeDialect()), new NoSource(), folding);
    }

    private static String said(RefusedJob job) {
        return String.join(" ", job.findings().stream().map(Finding::toString).toList());
    }

    /** Has nothing to say against any job. */
    private static final class NoSource implements SourceOpener {
        @Override
        public Source open(Job job) {
            throw new AssertionError("nobody is asked");
        }

        @Override
        public Connector connector(SourceType type, String name) {
            throw new AssertionError("nobody is asked");
        }

        @Override
        public String section(Job job) {
            return job.row().sourceName();
        }

        @Override
        public List<Finding> check(Job job) {
            return List.of();
        }

        @Override
        public void close() {
            // Holds nothing open.
        }
    }
}
