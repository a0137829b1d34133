package dev.ingest.engine.stage;

import dev.ingest.data.ColumnBatch;
import dev.ingest.data.Schema;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Tells each row's partition: its hive folders, one a name in {@code partition_by}. */
final class Partitioning {
    /** {@code date}, where the table has no such column, is the execution date. */
    private static final String EXECUTION_DATE = "date";

    /** A folder of the path: of a column, or the same for every row. */
    private record Level(Optional<PartitionColumn> column, String constant) {}

    private final String table;
    private final List<Level> levels;
    private final List<PartitionColumn> columns;
    /** The values of the columns up to each one, folded into one number. */
    private final List<ValueIds> combinations;

    private final List<String> partitions = new ArrayList<>();

    private Partitioning(String table, List<Level> levels) {
        this.table = table;
        this.levels = levels;
        this.columns = levels.stream().flatMap(level -> level.column().stream()).toList();
        this.combinations = columns.stream().map(column -> new ValueIds()).toList();
    }

    /** All rows are one partition. */
    static final Partitioning NONE = new Partitioning("", List.of());

    /** The partitioning that a plan asks for of rows of {@code schema}; none of its names: every row belongs to the partition {@code ""}. */
    static Partitioning of(JobPlan plan, Schema schema) {
        LocalDate date = plan.target().date();
        List<Level> levels = plan.target().partitionBy().stream()
                .map(name -> level(name, schema, date))
                .toList();
        return new Partitioning(plan.name(), levels);
    }

    private static Level level(String name, Schema schema, LocalDate date) {
        OptionalInt index = schema.indexOf(name);
        if (index.isPresent()) {
            return new Level(Optional.of(new PartitionColumn(schema.column(index.getAsInt()), index.getAsInt())), "");
        } else if (name.equals(EXECUTION_DATE)) {
            return new Level(Optional.empty(), HiveFolder.of(name, date.toString()));
        }
        throw new IngestException(
                FailureKind.WRITE,
                "Cannot partition by " + name + ": the table has no such column. Correct partition_by.");
    }

    /** Whether all rows belong to one partition. */
    boolean isConstant() {
        return columns.isEmpty();
    }

    /**
     * The number of a row's partition, from 0 in the order of appearance.
     *
     * @throws IngestException when there are more than 1,000
     */
    int partition(ColumnBatch batch, int row) {
        int combined = 0;
        for (int i = 0; i < columns.size(); i++) {
            long key = (long) combined * (ValueIds.MOST + 1) + columns.get(i).id(batch, row);
            combined = combinations.get(i).assign(key);
            if (columns.get(i).overflowed() || combinations.get(i).size() > ValueIds.MOST) {
                throw tooMany();
            }
        }
        int partition = Math.max(0, combined - 1);
        if (partition == partitions.size()) {
            partitions.add(path(batch, row));
        }
        return partition;
    }

    /** The partition that all rows belong to, when there is but one. */
    String constant() {
        return String.join("/", levels.stream().map(Level::constant).toList());
    }

    /** The partition of a file without rows: folders as deep as those of the rows, each column's saying that it has no value. */
    String empty() {
        return String.join(
                "/",
                levels.stream()
                        .map(level ->
                                level.column().map(PartitionColumn::emptyFolder).orElse(level.constant()))
                        .toList());
    }

    /** The folders of partition {@code number}: {@code region=EU/day=2026-01-01}. */
    String path(int number) {
        return partitions.get(number);
    }

    private String path(ColumnBatch batch, int row) {
        return String.join(
                "/",
                levels.stream()
                        .map(level -> level.column()
                                .map(column -> column.folder(batch, row))
                                .orElse(level.constant()))
                        .toList());
    }

    private IngestException tooMany() {
        String names =
                String.join(",", columns.stream().map(PartitionColumn::name).toList());
        return new IngestException(
                FailureKind.WRITE,
                "Cannot partition " + table + " by " + names + ": there are more than 1,000 values. "
                        + "Partition by a column of fewer values, or sort by it with cluster_by.");
    }
}
