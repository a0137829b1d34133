package dev.ingest.report;

import dev.ingest.commit.audit.AuditLine;
import dev.ingest.commit.state.AuditEntry;
import dev.ingest.commit.state.CursorProgress;
import dev.ingest.commit.state.DatasetTree;
import dev.ingest.commit.state.LandedFile;
import dev.ingest.commit.state.LandedTable;
import dev.ingest.commit.state.LoadedJob;
import dev.ingest.commit.state.Manifest;
import dev.ingest.commit.state.MetadataFiles;
import dev.ingest.commit.state.RowCounts;
import dev.ingest.data.ColumnChange;
import dev.ingest.job.CellForm;
import dev.ingest.job.JobKey;
import dev.ingest.job.JobStatus;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadType;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Window;
import dev.ingest.landing.local.LocalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** A home and a lake after many nights of many jobs, written as runs leave them. */
public final class Nights {
    /** Tables of an ERP. */
    private static final List<String> TABLES = List.of(
            "orders",
            "order_lines",
            "customers",
            "products",
            "stock_moves",
            "invoices",
            "payments",
            "shipments",
            "returns",
            "price_lists");

    private static final String ERROR = "Cannot connect to PostgreSQL erp at db01:5432: the server is not listening."
            + " Start it, or correct host and port in [sources.erp].";

    private final Path home;
    private final int jobs;
    private final LocalDate last;
    private final Random random = new Random(7);

    /** So many jobs, the last night of which is {@code last}. */
    public Nights(Path home, int jobs, LocalDate last) {
        this.home = home;
        this.jobs = jobs;
        this.last = last;
    }

    public Path metadata() {
        return home.resolve("metadata");
    }

    Path lake() {
        return home.resolve("lake");
    }

    public List<String> names() {
        return IntStream.range(0, jobs).mapToObj(this::name).toList();
    }

    String name(int job) {
        return "erp." + table(job);
    }

    private String table(int job) {
        return TABLES.get(job % TABLES.size()) + (job < TABLES.size() ? "" : "_" + job / TABLES.size());
    }

    /** The moment at which the page is written: the morning after. */
    Clock morning() {
        return Clock.fixed(last.atTime(6, 45).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    }

    public ReportParts parts() {
        return new ReportParts(
                metadata(),
                Optional.of(names()),
                List.of("erp"),
                "az://raw-data",
                () -> LocalStore.open("lake", home),
                morning());
    }

    /** Writes the nights of so many days; manifests of the last {@code manifests} of them. */
    public Nights write(int days, int manifests) throws IOException {
        Files.createDirectories(metadata());
        for (int age = days - 1; age >= 0; age--) {
            LocalDate day = last.minusDays(age);
            List<String> lines = new ArrayList<>(List.of(AuditLine.HEADER));
            LocalDateTime at = day.atTime(2, 0);
            for (int job = 0; job < jobs; job++) {
                Duration took = Duration.ofMillis(800 + random.nextInt(1 + 40_000 / jobs));
                at = at.plus(took);
                boolean fails = age == 0 ? job % 7 == 3 : random.nextInt(40) == 0;
                long rows = 1_000L * (job % 10 + 1) * (400 - age) / 300 + random.nextInt(200);
                AuditLine line = fails
                        ? AuditLine.failure(
                                at,
                                name(job),
                                random.nextInt(5) == 0 ? JobStatus.INTERRUPTED : JobStatus.FAILED,
                                took,
                                ERROR)
                        : AuditLine.success(at, name(job), rows, took, "erp/" + table(job) + "/" + day);
                lines.add(line.csv());
                if (!fails && age < manifests) {
                    manifest(job, at, line, age == 3 && job % 5 == 0);
                }
            }
            Files.write(
                    metadata().resolve("audit_" + DateTimeFormatter.BASIC_ISO_DATE.format(day) + ".csv"),
                    (String.join("\n", lines) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return this;
    }

    private void manifest(int job, LocalDateTime at, AuditLine line, boolean drifts) throws IOException {
        Manifest manifest = manifest(job, at, line, drifts ? DRIFT : List.of());
        write(manifest.load(), manifest.json());
    }

    private static final List<ColumnChange> DRIFT = List.of(
            new ColumnChange("orders", "amount", Optional.of("decimal(12,2)"), Optional.of("decimal(18,4)")),
            new ColumnChange("orders", "discount_code", Optional.empty(), Optional.of("text")));

    /** Puts {@code json} where the manifest of {@code load} belongs. */
    void write(LoadId load, byte[] json) throws IOException {
        Path file = lake().resolve(new DatasetTree("erp").manifest(load));
        Files.createDirectories(file.getParent());
        Files.write(file, json);
    }

    /** The manifest of a load that ended {@code at}. */
    Manifest manifest(int job, LocalDateTime at, AuditLine line, List<ColumnChange> changes) {
        Instant made = at.toInstant(ZoneOffset.UTC);
        LoadId load = new LoadId(String.format(Locale.ROOT, "%d.%06d1", made.getEpochSecond(), job));
        String path = "erp/" + table(job) + "/" + at.toLocalDate() + "/" + load + ".0.parquet";
        LandedFile file = new LandedFile(
                "erp/_ingest/staging/" + load + "/0", path, line.rows(), line.rows() * 83, "00ff", Optional.empty());
        Optional<CursorProgress> progress = job % 2 == 0
                ? Optional.of(new CursorProgress(
                        "updated_at",
                        CursorType.TIMESTAMP_UTC,
                        new Window(Optional.empty(), Optional.empty()),
                        at.toString().replace('T', ' ').substring(0, 16) + ":00+00:00",
                        "",
                        CellForm.TEXT,
                        Optional.empty()))
                : Optional.empty();
        return new Manifest(
                load,
                new LoadedJob(
                        new JobKey("erp", table(job)),
                        name(job),
                        progress.isPresent() ? LoadType.INCREMENTAL : LoadType.FULL),
                made,
                new RowCounts(line.rows(), 0),
                List.of(new LandedTable(table(job), Optional.empty(), List.of(file))),
                List.of(),
                changes,
                progress,
                new MetadataFiles(
                        "erp",
                        4,
                        "aGFzaA==",
                        "erp/_dlt_loads/" + load,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new AuditEntry(at.toLocalDate(), line.csv()));
    }
}
