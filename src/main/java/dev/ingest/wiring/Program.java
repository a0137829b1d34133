package dev.ingest.wiring;

import dev.ingest.commit.CommitListener;
import dev.ingest.commit.state.Manifest;
import dev.ingest.config.Finding;
import dev.ingest.config.JobOrder;
import dev.ingest.config.LogLevel;
import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingProvider;
import dev.ingest.config.SettingScope;
import dev.ingest.config.Settings;
import dev.ingest.config.notice.LogFormat;
import dev.ingest.config.row.FaultyRow;
import dev.ingest.config.row.JobRow;
import dev.ingest.config.toml.TomlFile;
import dev.ingest.config.workbook.JobSheet;
import dev.ingest.config.workbook.WorkbookFile;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobKey;
import dev.ingest.job.LoadType;
import dev.ingest.job.name.Naming;
import dev.ingest.job.name.ShownPath;
import dev.ingest.landing.FolderNames;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.Layout;
import dev.ingest.landing.adls.AdlsNames;
import dev.ingest.plan.Planner;
import dev.ingest.plan.RunMoment;
import dev.ingest.record.RunOrigin;
import dev.ingest.report.Report;
import dev.ingest.run.DryRun;
import dev.ingest.run.Job;
import dev.ingest.run.JobList;
import dev.ingest.run.JobSelection;
import dev.ingest.run.RefusedJob;
import dev.ingest.run.RunHome;
import dev.ingest.run.RunLimits;
import dev.ingest.run.RunParts;
import dev.ingest.run.RunRequest;
import dev.ingest.run.Validation;
import dev.ingest.run.check.Checked;
import dev.ingest.run.check.ConnectionCheck;
import dev.ingest.run.check.Destination;
import dev.ingest.run.check.NamedSource;
import dev.ingest.run.event.RunPlaces;
import dev.ingest.run.state.JobState;
import dev.ingest.run.state.LoadList;
import dev.ingest.run.state.StateEdit;
import dev.ingest.run.state.StateReport;
import dev.ingest.run.tidy.Inventory;
import dev.ingest.run.watch.JobLimits;
import dev.ingest.secret.Redaction;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The program of one home folder: what its users wrote, and the parts that are chosen for it. */
public final class Program {
    private final Path home;
    private final Path secretsFile;
    private final TomlFile secrets;
    private final List<SettingProvider> places;
    private final AzureLogins logins;
    private final Optional<Vault> vault;
    private final Settings settings;
    private final WorkbookFile workbook;
    private final JobSheet sheet;
    private final Sources sources;
    private final Engines engines;
    private final Planner planner;

    private Program(Path home, Path secretsFile, HomeSettings written, WorkbookFile workbook) {
        this.home = home;
        this.secretsFile = home.resolve(secretsFile);
        this.secrets = written.secrets();
        this.places = written.places();
        this.logins = written.logins();
        this.vault = written.vault();
        this.settings = written.settings();
        this.workbook = workbook;
        this.sheet = workbook.read();
        Redaction.spare(names(sheet));
        this.sources = new Sources(
                settings,
                scope -> logins.shared().token(scope),
                home.resolve("metadata").resolve("tokens"));
        this.engines = new Engines(settings, home, secretsFile);
        this.planner = new Planner(Sources::rules, engines::readers);
    }

    /**
     * Reads workbook and settings.
     *
     * @param home an absolute folder
     * @param config the workbook, from {@code home}
     * @param secretsFile the secrets, from {@code home}
     * @throws IngestException (CONFIG or SECRET) when one of them cannot be read
     */
    public static Program load(Path home, Path config, Path secretsFile, Map<String, String> environment) {
        HomeSettings written = HomeSettings.read(home, secretsFile, environment);
        return new Program(home, secretsFile, written, new WorkbookFile(home.resolve(config), ShownPath.of(config)));
    }

    private static List<String> names(JobSheet sheet) {
        return Stream.concat(
                        sheet.enabledRows().stream()
                                .flatMap(row -> Stream.of(row.type().id(), row.name())),
                        sheet.faulty().stream().map(FaultyRow::name))
                .toList();
    }

    public Path home() {
        return home;
    }

    /** Makes the folders of log and audit in {@code home}, and keeps other users of the machine out of them. */
    public static void keepPrivate(Path home) {
        FileExposure.close(home.resolve("logs"));
        FileExposure.close(home.resolve("metadata"));
    }

    public ZoneId zone() {
        return runtime().value(SettingCatalog.TIME_ZONE);
    }

    public LogLevel logLevel() {
        return runtime().value(SettingCatalog.LOG_LEVEL);
    }

    public long logFileBytes() {
        return runtime().value(SettingCatalog.LOG_FILE_BYTES);
    }

    public int logFilesKept() {
        return runtime().value(SettingCatalog.LOG_FILES_KEPT);
    }

    /** What the home need not keep any longer. */
    public Upkeep upkeep() {
        return new Upkeep(home, runtime());
    }

    public LogFormat logFormat() {
        return runtime().value(SettingCatalog.LOG_FORMAT);
    }

    /** Who is told of the run {@code origin}. */
    public Notices notices(RunOrigin origin, RunMoment moment) {
        Notices notices = new Notices(home, settings, new LinkedHashSet<>(jobNames()), origin, moment);
        notices.tellLineage(new LineagePlaces(settings, () -> landing().root().get()));
        return notices;
    }

    /** How many jobs run side by side. */
    public int jobsAtOnce() {
        return runtime().value(SettingCatalog.PARALLEL_JOBS);
    }

    /** The lake as people write it. */
    public String destination() {
        return HomeSettings.destination(settings);
    }

    /** Where secrets come from, as the banner says it. */
    public String credentials() {
        if (vault.isPresent()) {
            return "[KEYVAULT] Credential Source: " + vault.get().host()
                    + vault.get().identity().map(identity -> ", as " + identity).orElse("");
        }
        return "[LOCAL] Credential Source: " + (secrets.exists() ? secrets.name() : "environment");
    }

    /**
     * Every fault, those of rows too, where one keeps all jobs from running: one of the sheet's header, of the run's
     * settings, of the selection. None where faults of rows are all there are.
     */
    public List<Finding> findings(RunRequest request) {
        List<Finding> findings = new ArrayList<>(sheet.headerFindings());
        Optional<String> silent = vault.flatMap(this::silence);
        if (silent.isPresent()) {
            findings.add(new Finding(Vault.VARIABLE, silent.get()));
            return findings;
        }
        attempt("[destination.filesystem]", findings, () -> landing().check().run());
        attempt(
                "[destination.filesystem]",
                findings,
                () -> Layout.parse(filesystem().value(SettingCatalog.LAYOUT)));
        attempt("[runtime]", findings, this::limits);
        attempt("[runtime]", findings, () -> runtime().value(SettingCatalog.REPORT));
        attempt("[runtime]", findings, () -> limits(jobsAtOnce()));
        attempt("[runtime]", findings, upkeep()::auditsKept);
        attempt("[runtime]", findings, upkeep()::manifestsKept);
        attempt("settings", findings, new NoticeSettings(settings, home)::check);
        List<String> names = jobNames();
        if (!names.isEmpty()) {
            request.selection().strangers(names).forEach(stranger -> findings.add(new Finding("--job", stranger)));
        }
        if (!findings.isEmpty()) {
            judged(request.moment()).refused().forEach(job -> findings.addAll(job.findings()));
        }
        return findings;
    }

    private List<String> jobNames() {
        return Stream.concat(
                        sheet.enabledRows().stream().map(JobRow::name),
                        sheet.faulty().stream().map(FaultyRow::name))
                .toList();
    }

    /** Why the vault gives no secret at all; without it nothing can be told of sources and lake. */
    private Optional<String> silence(Vault asked) {
        try {
            contents(asked).entries();
            return Optional.empty();
        } catch (IngestException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static void attempt(String place, List<Finding> findings, Runnable check) {
        try {
            check.run();
        } catch (IngestException e) {
            findings.add(new Finding(place, e.getMessage()));
        }
    }

    /** The enabled rows, those apart that cannot run. */
    public JobList judged(RunMoment moment) {
        return validation().judged(unjudged(), moment);
    }

    private Validation validation() {
        return new Validation(planner, sources, names());
    }

    /** Where there is no lake that could be told, names are judged by the rules that hold for most. */
    private FolderNames names() {
        try {
            return landing().names().get();
        } catch (IngestException e) {
            return new AdlsNames();
        }
    }

    /**
     * What is no fault and should not pass in silence: keys that are nearly named like one that counts, headers that mean
     * nothing, a workbook that cannot take watermarks now, secrets that others may read.
     */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        FileExposure.of(secretsFile, secrets.name()).ifPresent(warnings::add);
        Stream.concat(settings.misspelled().stream(), sheet.warnings().stream())
                .forEach(finding -> warnings.add(finding.toString()));
        vault.filter(asked -> silence(asked).isEmpty()).ifPresent(asked -> {
            List<String> besides = contents(asked).besides();
            if (!besides.isEmpty()) {
                warnings.add("The key vault " + asked.host() + " does not have what files say: "
                        + String.join(", ", besides) + ". Put it there: ingest keyvault push.");
            }
        });
        if (sheet.enabledRows().stream().anyMatch(row -> row.loadType() == LoadType.INCREMENTAL)) {
            workbook.obstacle()
                    .ifPresent(
                            why -> warnings.add(why + " Until then the watermarks wait in metadata/watermarks, and runs"
                                    + " go on from there."));
        }
        return warnings;
    }

    /**
     * What the key vault has of the secrets of enabled jobs and lake.
     *
     * @throws IngestException (CONFIG) where the environment names no vault
     */
    public VaultContents vaultContents() {
        return contents(vault.orElseThrow(() -> new IngestException(
                FailureKind.CONFIG,
                "Cannot ask the key vault: " + Vault.VARIABLE
                        + " is not set. Set it to https://<name>.vault.azure.net.")));
    }

    private VaultContents contents(Vault asked) {
        return new VaultContents(asked, places, SecretNames.of(settings, sheet.enabledRows(), credentialsScope()));
    }

    /** What the selected jobs would do, so many of them at once. */
    public DryRun dryRun(int jobsAtOnce) {
        return new DryRun(parts(unjudged(), jobsAtOnce), validation(), sources::requests);
    }

    /**
     * Goes to key vault, sources and destination, asks for each table of their jobs, and holds the clock against theirs. Where
     * the vault cannot be used, nobody else is asked: what they want is not known.
     *
     * @param names which sources; none: all of the enabled rows
     * @param told takes each answer
     * @param waits is told whom a question waits for
     * @throws IngestException (CONFIG) for a name of no source, or when there is none to ask, before anybody is asked
     */
    public void check(List<String> names, Consumer<Checked> told, Consumer<String> waits) {
        JobList jobs = ofSources(names);
        SourceNames known = new SourceNames(settings, sheet);
        List<NamedSource> wanted = names.isEmpty()
                ? jobs.sound().stream()
                        .map(job -> new NamedSource(job.row().type(), job.row().sourceName()))
                        .distinct()
                        .toList()
                : names.stream().distinct().map(known::find).toList();
        if (wanted.isEmpty()
                && jobs.refused().isEmpty()
                && sheet.headerFindings().isEmpty()) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot tell what to check: no row of the workbook is enabled. Name the sources, as check "
                            + settings.sourceSections().stream().findFirst().orElse("my_db") + ".");
        }
        sheet.headerFindings().forEach(finding -> told.accept(Checked.failed("workbook", finding.toString())));
        Optional<String> silent = vault.flatMap(this::silence);
        if (silent.isPresent()) {
            told.accept(Checked.failed(VaultCheck.PLACE, silent.get()));
        } else {
            vault.ifPresent(asked -> new VaultCheck(asked, settings.secrets(), contents(asked)).run(told));
            new ConnectionCheck(jobs, sources, lakeToCheck(), limits()).run(wanted, told, waits);
        }
        ConnectionCheck.clocks(Clock.systemUTC(), services(), told);
    }

    private Destination lakeToCheck() {
        return new Destination(() -> landing().label(), () -> landing().login().get(), this::lake);
    }

    /** Whose clocks count. */
    private Set<URI> services() {
        Set<URI> services = new LinkedHashSet<>();
        vault.ifPresent(asked -> services.add(URI.create("https://" + asked.host() + "/")));
        try {
            landing().service().get().ifPresent(services::add);
        } catch (IngestException told) {
            // The destination's line says so.
        }
        services.addAll(logins.authorities());
        return services;
    }

    /** The rows of the sources that are named; of all, where none is. */
    private JobList ofSources(List<String> names) {
        JobList all = unjudged();
        return new JobList(
                all.sound(),
                all.refused().stream()
                        .filter(row -> names.isEmpty()
                                || names.stream().anyMatch(name -> row.name().startsWith(name + ".")))
                        .toList());
    }

    /** What the sources hold that no row asks for yet. */
    public Discovery discovery() {
        return new Discovery(new SourceNames(settings, sheet), sources, workbook);
    }

    /** What is remembered of the selected jobs. */
    public List<JobState> state(JobSelection selection) {
        return new StateReport(parts(unjudged())).read(selection);
    }

    /** What home and lake hold. */
    public Inventory inventory() {
        Set<String> datasets =
                sheet.sourceTypes().keySet().stream().map(Naming.SNAKE_CASE::of).collect(Collectors.toSet());
        return new Inventory(parts(unjudged()), datasets);
    }

    /** Edits watermark cells. */
    public StateEdit stateEdit() {
        keepPrivate(home);
        return new StateEdit(parts(unjudged()));
    }

    /** The newest loads of the selected jobs, newest first. */
    public List<Manifest> loads(JobSelection selection, int most) {
        return new LoadList(parts(unjudged())).newest(selection, most);
    }

    /** Whether each run ends with the report; a setting at fault, which {@link #findings} tells, counts as not written. */
    public boolean reportsRuns() {
        return HomeSettings.soundOf(runtime(), SettingCatalog.REPORT);
    }

    /** The page about what ran. */
    public Report report() {
        return new Reports(unjudged(), this::destination, this::lake)
                .of(home.resolve("metadata"), Clock.system(zone()));
    }

    /** What a run of {@code jobs} works with, as many at once as settings say. */
    public RunParts parts(JobList jobs) {
        return parts(jobs, jobsAtOnce());
    }

    /** What a run of {@code jobs} works with, so many of them at once. */
    public RunParts parts(JobList jobs, int jobsAtOnce) {
        return new RunParts(
                jobs,
                planner,
                sources,
                engines.choice(jobsAtOnce),
                this::lake,
                new RunHome(home.resolve("metadata"), new WorkbookCells(workbook, this::key)),
                new RunPlaces(
                        filesystem().value(SettingCatalog.LAYOUT),
                        destination(),
                        landing().label(),
                        credentials()),
                limits(jobsAtOnce),
                upkeep().manifestsKept(),
                Clock.system(zone()),
                CommitListener.NONE);
    }

    private LandingStore lake() {
        return landing().opener().get();
    }

    /** How long a run of all enabled jobs may take. */
    public Duration longestRun() {
        int atOnce = jobs().stream()
                .flatMap(job -> job.settings().value(SettingCatalog.SOURCE_JOBS).stream())
                .reduce(jobsAtOnce(), Math::min);
        return limits().all(sheet.enabledRows().size(), atOnce);
    }

    /** How much a run of so many jobs at once may do, and what of it first. */
    public RunLimits limits(int jobsAtOnce) {
        JobOrder unset = jobsAtOnce > 1 ? JobOrder.LONGEST_FIRST : JobOrder.WORKBOOK;
        return new RunLimits(
                jobsAtOnce, runtime().value(SettingCatalog.JOB_ORDER).orElse(unset), limits());
    }

    private JobLimits limits() {
        return HomeSettings.limits(settings);
    }

    /** Every row that names a job: what is remembered of one can be told whatever its settings. */
    private JobList unjudged() {
        return new JobList(
                jobs(),
                sheet.faulty().stream()
                        .map(row -> new RefusedJob(row.name(), Optional.empty(), row.findings()))
                        .toList());
    }

    /** The job of {@code row}; empty when a setting keeps it from being told. */
    private Optional<JobKey> key(JobRow row) {
        try {
            return Optional.of(job(row).key());
        } catch (IngestException e) {
            return Optional.empty();
        }
    }

    private List<Job> jobs() {
        return sheet.enabledRows().stream().map(this::job).toList();
    }

    private Job job(JobRow row) {
        return new Job(row, settings.table(row.type(), row.sourceName(), row.tableText()));
    }

    private SettingScope runtime() {
        return settings.global("runtime");
    }

    private LandingStores landing() {
        return LandingStores.of(destination(), credentialsScope(), logins, home);
    }

    private SettingScope credentialsScope() {
        return settings.global("destination", "filesystem", "credentials");
    }

    private SettingScope filesystem() {
        return settings.global("destination", "filesystem");
    }
}
