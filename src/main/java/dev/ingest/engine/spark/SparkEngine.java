package dev.ingest.engine.spark;

import dev.ingest.engine.Engine;
import dev.ingest.job.ApiKind;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadResult;
import dev.ingest.job.Reading;
import dev.ingest.job.RowHashes;
import dev.ingest.job.Snapshot;
import dev.ingest.job.StagedFile;
import dev.ingest.job.StagedTable;
import dev.ingest.job.StagingTicket;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorText;
import dev.ingest.landing.LandingStore;
import dev.ingest.source.Elsewhere;
import dev.ingest.source.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has each slice of a plan staged by an executor; no row comes to this process. */
public final class SparkEngine implements Engine {
    private final Cluster cluster;
    private final Path home;
    private final Path secrets;

    /**
     * @param home the run's home folder
     * @param secrets the file of secrets, from there
     */
    public SparkEngine(Cluster cluster, Path home, Path secrets) {
        this.cluster = cluster;
        this.home = home;
        this.secrets = secrets;
    }

    @Override
    public Optional<String> declines(JobPlan plan) {
        Reading reading = plan.reading();
        if (reading.cursor().filter(SparkEngine::recognisesRows).isPresent()) {
            return Optional.of("rows that landed before are recognised by their hashes, which no two executors share");
        }
        if (!reading.order().isEmpty()) {
            return Optional.of("the source sorts the rows (cluster = \"query\"), in one slice");
        }
        if (reading.type() instanceof ApiKind) {
            return Optional.of("an API is read page by page, by one process");
        }
        if (reading.snapshot() instanceof Snapshot.Alone) {
            return Optional.of("one session alone sees the snapshot");
        }
        return Optional.empty();
    }

    private static boolean recognisesRows(Cursor cursor) {
        return cursor.lag().isPresent() || cursor.readsBoundaryAgain();
    }

    @Override
    public LoadResult load(JobPlan plan, StagingTicket ticket, Source source, LandingStore store, RowHashes landed) {
        int atOnce = cluster.coresOfAProcess();
        List<String> orders = plan.reading().slices().stream()
                .map(slice -> new SliceOrder(
                                plan.in(List.of(slice)), ticket, home.toString(), secrets.toString(), atOnce)
                        .json())
                .toList();
        ClusterJob job = cluster.begin(plan.name(), orders);
        List<SliceAnswer.Staged> answers;
        // The source, whose snapshot the slices share, is held until the last one is over: a lost one is read again.
        try (Elsewhere seen = source.readElsewhere(job::cancel)) {
            answers = job.answers(answer -> tell(seen, SliceAnswer.read(answer))).stream()
                    .map(SliceAnswer::read)
                    .toList();
        }
        source.release();
        return new LoadResult(
                tables(answers),
                answers.stream().mapToLong(SliceAnswer.Staged::rowsRead).sum(),
                0,
                watermark(plan, answers),
                RowHashes.NONE,
                answers.stream().mapToLong(SliceAnswer.Staged::unrepresentable).sum(),
                answers.stream().mapToLong(SliceAnswer.Staged::passedOver).sum());
    }

    private static void tell(Elsewhere seen, SliceAnswer.Staged staged) {
        seen.read(staged.rowsRead(), staged.bytesRead());
    }

    /** Each table once, with the files of all slices; an empty file stands for a snapshot alone. */
    private static List<StagedTable> tables(List<SliceAnswer.Staged> answers) {
        Map<String, StagedTable> tables = new LinkedHashMap<>();
        answers.stream()
                .flatMap(answer -> answer.tables().stream())
                .forEach(table -> tables.merge(table.name(), table, SparkEngine::joined));
        return tables.values().stream().map(SparkEngine::withoutEmptyFiles).toList();
    }

    private static StagedTable joined(StagedTable first, StagedTable second) {
        List<StagedFile> files = new ArrayList<>(first.files());
        files.addAll(second.files());
        return new StagedTable(first.name(), first.parent(), first.landed(), files);
    }

    private static StagedTable withoutEmptyFiles(StagedTable table) {
        List<StagedFile> filled =
                table.files().stream().filter(file -> file.rows() > 0).toList();
        List<StagedFile> files = filled.isEmpty()
                ? table.files().subList(0, Math.min(1, table.files().size()))
                : filled;
        return new StagedTable(table.name(), table.parent(), table.landed(), files);
    }

    private static Optional<String> watermark(JobPlan plan, List<SliceAnswer.Staged> answers) {
        return plan.reading()
                .cursor()
                .flatMap(cursor -> answers.stream()
                        .flatMap(answer -> answer.watermark().stream())
                        .max((one, other) -> CursorText.compare(cursor.type(), one, other)));
    }
}
