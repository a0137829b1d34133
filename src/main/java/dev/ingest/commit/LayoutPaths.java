package dev.ingest.commit;

import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.StagedFile;
import dev.ingest.job.option.FullMode;
import dev.ingest.landing.LakeTable;
import dev.ingest.landing.LandingStore;
import dev.ingest.landing.Layout;
import dev.ingest.landing.TableFiles;
import java.util.Comparator;
import java.util.Optional;

/** What the layout says of one load's files: their final names, and which older ones a load from the start replaces. */
public final class LayoutPaths implements LoadPaths {
    private final JobPlan plan;
    private final Optional<LoadId> load;
    private final Layout layout;

    private LayoutPaths(JobPlan plan, Optional<LoadId> load, Layout layout) {
        this.plan = plan;
        this.load = load;
        this.layout = layout;
    }

    /** The names of the load {@code load}. */
    public static LayoutPaths of(JobPlan plan, LoadId load) {
        return new LayoutPaths(
                plan, Optional.of(load), Layout.parse(plan.target().layout()));
    }

    /** The names of a load that has no identifier yet: every file is another load's. */
    public static LayoutPaths planned(JobPlan plan) {
        return planned(plan, Layout.parse(plan.target().layout()));
    }

    /** The names of a load that has no identifier yet, by the layout of {@code plan}. */
    public static LayoutPaths planned(JobPlan plan, Layout layout) {
        return new LayoutPaths(plan, Optional.empty(), layout);
    }

    /** The folder that files land in, from the store's root. */
    public String folder() {
        return layout.landedFolder(
                table(plan.key().table()), plan.target().moment(), plan.target().date());
    }

    /** Whether the day's files are all that is replaced. */
    public boolean replacesOneDay() {
        return plan.target().fullMode() == FullMode.SNAPSHOT && layout.hasDate();
    }

    /** The newest load whose files stand in the lake, of any day. */
    public Optional<LoadId> newestLoad(LandingStore store) {
        TableFiles files = layout.tableFiles(table(plan.key().table()));
        return store.list(files.folder()).stream()
                .flatMap(file -> files.loadId(file.path()).stream())
                .map(LoadId::new)
                .max(Comparator.naturalOrder());
    }

    @Override
    public String path(String table, StagedFile file) {
        return layout.path(
                table(table),
                load.orElseThrow(),
                file.fileId(),
                "parquet",
                plan.target().moment(),
                plan.target().date(),
                file.partition());
    }

    @Override
    public String replacedFolder(String table) {
        return replaced(table).folder();
    }

    @Override
    public boolean replaces(String table, String path) {
        TableFiles files = replaced(table);
        return load.map(own -> files.isOfAnotherLoad(path, own.text()) && !isLater(files, path, own))
                .orElseGet(() -> files.loadId(path).isPresent());
    }

    private static boolean isLater(TableFiles files, String path, LoadId own) {
        return files.loadId(path)
                .filter(id -> new java.math.BigDecimal(id).compareTo(own.seconds()) > 0)
                .isPresent();
    }

    private TableFiles replaced(String table) {
        Optional<TableFiles> day = replacesOneDay()
                ? layout.dayFiles(
                        table(table),
                        plan.target().date(),
                        plan.target().moment().getZone())
                : Optional.empty();
        return day.orElseGet(() -> layout.tableFiles(table(table)));
    }

    private LakeTable table(String name) {
        return new LakeTable(plan.key().dataset(), plan.target().pipeline(), name);
    }
}
