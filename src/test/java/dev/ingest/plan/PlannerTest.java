package dev.ingest.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.config.Finding;
import dev.ingest.config.JobRows;
import dev.ingest.config.row.JobColumn;
import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobKey;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadIdColumn;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.StoredSchema;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Watermark;
import dev.ingest.job.name.TableName;
import dev.ingest.job.option.Codec;
import dev.ingest.job.option.FileOptions;
import dev.ingest.job.option.FullMode;
import dev.ingest.source.FakeDialect;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.KeySample;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest extends Planning {
    @ParameterizedTest(name = "split_by {0}, slices {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            id   | 3    | id from start, id from 4, id from 7 | -
            ID   | 2    | id from start, id from 6            | -
            id   | 1    | -                                   | split_by of crm.orders has no effect with one slice: write a number or auto in the cell slices
            id   | -    | -                                   | split_by of crm.orders has no effect with one slice: write a number or auto in the cell slices
            -    | 2    | part 0, part 1                      | -
            """)
    void slicesAreCutAlongTheKeyThatTheRowNames(String key, String slices, String predicates, String warning) {
        JobRows row = JobRows.full("orders");
        row = key == null ? row : row.with(JobColumn.SPLIT_BY, key);
        row = slices == null ? row : row.with(JobColumn.SLICES, slices);
        Planned planned = plan(row, known(Tables.orders().sliceable()).sampled(nineKeys()));
        assertEquals(List.of(), planned.findings());
        assertEquals(
                predicates == null ? List.of("") : List.of(predicates.split(", ")),
                planned.plan().orElseThrow().reading().slices().stream()
                        .map(slice -> slice.predicate().orElse(""))
                        .toList());
        assertEquals(warning == null ? List.of() : List.of(warning), planned.warnings());
    }

    private static KeySample nineKeys() {
        return new KeySample(
                IntStream.rangeClosed(1, 9)
                        .mapToObj(key -> new KeySample.Count(Integer.toString(key), 1))
                        .toList(),
                0);
    }

    @Test
    void aKeyIsAskedForWhereSlicesAreCutAlongItAlone() {
        JobRows row = JobRows.full("orders").with(JobColumn.SPLIT_BY, "ID").with(JobColumn.SLICES, "auto");
        assertEquals(Optional.of(new KeyColumn("id", CursorType.INTEGER)), key(row));
        assertEquals(Optional.empty(), key(row.copy().with(JobColumn.SLICES, "1")));
        assertEquals(Optional.empty(), key(JobRows.full("orders").with(JobColumn.SLICES, "4")));
        settings.with("cluster", "query");
        assertEquals(Optional.of(new KeyColumn("id", CursorType.INTEGER)), key(row));
        assertEquals(Optional.empty(), key(row.copy().with(JobColumn.CLUSTER_BY, "note")));
    }

    private Optional<KeyColumn> key(JobRows row) {
        return new Planner(type -> new FakeDialect())
                .sliced(row.row(), settings, Tables.orders().described());
    }

    @ParameterizedTest(name = "slices {0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            1    | -
            auto | -
            4    | crm.orders is read in one slice, not in 4: cluster = "query" has the source sort all of it
            """)
    void aSourceThatSortsIsReadInOneSlice(String slices, String warning) {
        settings.with("cluster", "query");
        JobRows row =
                JobRows.full("orders").with(JobColumn.CLUSTER_BY, "NOTE,id").with(JobColumn.SLICES, slices);
        Planned planned = plan(row, known(Tables.orders().sliceable()));
        JobPlan plan = planned.plan().orElseThrow();
        assertEquals(List.of(Slice.WHOLE), plan.reading().slices());
        assertEquals(List.of("note", "id"), plan.reading().order());
        assertEquals(List.of(), plan.target().sortedHere());
        assertEquals(warning == null ? List.of() : List.of(warning), planned.warnings());
    }

    @Test
    void theLoadIdIsAColumnOfTheFilesAndNoneOfTheSource() {
        settings.with("add_dlt_load_id", "true");
        JobPlan plan =
                plan(JobRows.full("orders"), known(Tables.orders())).plan().orElseThrow();
        assertEquals(7, plan.reading().schema().size());
        assertEquals(LoadIdColumn.COLUMN, plan.landed().column(7));
        PlanInputs stored = new PlanInputs(
                Optional.empty(),
                Optional.of(Tables.orders().described()),
                Optional.of(new StoredSchema(1, "hash", plan.landed())),
                Optional.empty());
        assertEquals(0, plan(JobRows.full("orders"), stored).schemaChanges());
        settings.with("add_dlt_load_id", "false");
        assertEquals(
                List.of("Schema of crm.orders changed: column '_dlt_load_id' is missing"),
                plan(JobRows.full("orders"), stored).warnings());
    }

    @Test
    void aColumnOfTheLoadIdsNameIsRefused() {
        settings.with("add_dlt_load_id", "true");
        assertEquals(
                List.of(
                        "jobs!table_name: column '_DLT_LOAD_ID' would land as '_dlt_load_id', which add_dlt_load_id adds."
                                + " Leave it out with the columns cell, or set add_dlt_load_id = false."),
                shown(plan(JobRows.full("orders"), known(Tables.orders().column("_DLT_LOAD_ID", "text")))));
    }

    @Test
    void aDryRunPlansWithoutTypes() {
        PlanInputs known = PlanInputs.workbook(Optional.of(new Watermark("yesterday", Watermark.Origin.COMMITTED)));
        JobPlan plan = plan(JobRows.incremental("sales.Orders", "updated_at"), known)
                .plan()
                .orElseThrow();
        assertEquals(List.of(), plan.reading().columns());
        assertEquals("updated_at > yesterday", plan.reading().window().describe("updated_at"));
        assertEquals(new JobKey("crm", "sales_orders"), plan.key());
        assertEquals(List.of(Slice.WHOLE), plan.reading().slices());
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', textBlock = """
            WATERMARK_COLUMN | updatedat | jobs!watermark_column: the table has no column 'updatedat'. Did you mean 'updated_at'?
            WATERMARK_COLUMN | nowhere   | jobs!watermark_column: the table has no column 'nowhere'.
            WATERMARK_COLUMN | photo     | jobs!watermark_column: 'photo' is of type flag, which has no order to follow. Choose a date, timestamp, number or text column.
            COLUMNS          | id,amont  | jobs!columns: the table has no column 'amont'. Did you mean 'amount'?
            COLUMNS          | id,amount | jobs!watermark_column: 'updated_at' is not among the columns that are read. Add it to the columns cell.
            PARTITION_BY     | regio     | jobs!partition_by: the table has no column 'regio'.
            CLUSTER_BY       | ID2       | jobs!cluster_by: the table has no column 'ID2'. Did you mean 'id'?
            SPLIT_BY         | ID2       | jobs!split_by: the table has no column 'ID2'. Did you mean 'id'?
            SPLIT_BY         | photo     | jobs!split_by: 'photo' is of type flag, which has no ranges to cut slices by. Name a number, date, timestamp or text column, or empty the cell.
            SPLIT_BY         | version   | jobs!split_by: 'version' is of type rowversion, which has no ranges to cut slices by. Name a number, date, timestamp or text column, or empty the cell.
            PRIMARY_KEY      | idd       | jobs!primary_key: the table has no column 'idd'. Did you mean 'id'?
            LAST_WATERMARK   | soon      | jobs!last_watermark: last_watermark 'soon' is not a time as 2026-01-27 10:44:12.584+00:00, as column 'updated_at' needs. Correct it, or empty the cell to load from the start.
            """)
    void faultsNameTheirCellAndTheWayOut(JobColumn cell, String written, String finding) {
        settings.with("columns.photo", "text");
        JobRows row = JobRows.incremental("orders", "updated_at").with(cell, written);
        PlanInputs known = cell == JobColumn.LAST_WATERMARK
                ? known(photographed(), written, Watermark.Origin.PERSON)
                : known(photographed());
        assertTrue(
                shown(plan(row, known)).contains(finding),
                () -> shown(plan(row, known)).toString());
    }

    /** {@code photo} is of a type that no cursor can follow and that only an override can read. */
    private static Tables photographed() {
        return Tables.orders().column("photo", "flag");
    }

    @Test
    void everyFaultIsFoundAtOnce() {
        JobRows row = JobRows.incremental("orders", "nowhere")
                .with(JobColumn.PARTITION_BY, "x")
                .with(JobColumn.CLUSTER_BY, "y")
                .with(JobColumn.PRIMARY_KEY, "z");
        settings.with("columns.w", "text");
        Planned planned = plan(row, known(Tables.orders()));
        assertEquals(Optional.empty(), planned.plan());
        assertEquals(
                List.of(
                        "fake: columns.w",
                        "jobs!partition_by",
                        "jobs!cluster_by",
                        "jobs!watermark_column",
                        "jobs!primary_key"),
                planned.findings().stream().map(Finding::place).toList());
    }

    @Test
    void aColumnThatCannotBeReadNamesItself() {
        Planned planned = plan(JobRows.full("orders"), known(Tables.orders().column("photo", "blob")));
        assertEquals(
                List.of("jobs!table_name: column 'photo': Cannot read a blob. Leave the column out."), shown(planned));
    }

    @Test
    void aTableWithoutColumnsIsRefused() {
        assertEquals(
                List.of("jobs!table_name: the table has no columns, so there is nothing to land."),
                shown(plan(JobRows.full("orders"), known(Tables.empty()))));
    }

    @Test
    void aSourceThatThisVersionDoesNotReadIsAFinding() {
        Planner planner = new Planner(type -> {
            throw new IngestException(FailureKind.CONFIG, "Cannot read a REST API: not yet. Disable the row.");
        });
        Planned planned =
                planner.plan(JobRows.full("orders").row(), settings, MOMENT, PlanInputs.workbook(Optional.empty()));
        assertEquals(List.of("jobs!source_type: Cannot read a REST API: not yet. Disable the row."), shown(planned));
    }

    @Test
    void columnsThatLandUnderOneNameCollide() {
        Tables table = Tables.empty().column("CustomerName", "text").column("customer_name", "text");
        assertEquals(
                List.of(
                        "jobs!table_name: columns 'CustomerName' and 'customer_name' would both land as 'customer_name'."
                                + " Leave one out with the columns cell, or set naming = \"direct\"."),
                shown(plan(JobRows.full("orders"), known(table))));
        settings.with("naming", "direct");
        assertEquals(
                List.of("CustomerName", "customer_name"),
                landed(plan(JobRows.full("orders"), known(table)).plan().orElseThrow()));
    }

    @Test
    void columnsAreTakenInTheOrderOfTheirCell() {
        JobRows row = JobRows.full("orders").with(JobColumn.COLUMNS, "note,ID");
        assertEquals(
                List.of("note", "id"),
                landed(plan(row, known(Tables.orders())).plan().orElseThrow()));
    }

    @Test
    void anOverrideDecidesAColumnsType() {
        settings.with("columns.AMOUNT", "decimal(38,18)").with("unbounded_number", "text");
        JobPlan plan = plan(JobRows.full("orders"), known(Tables.orders().column("free", "number")))
                .plan()
                .orElseThrow();
        assertEquals(
                "decimal(38,18)",
                plan.reading().column("amount").orElseThrow().type().toString());
        assertEquals(
                ColumnType.TEXT, plan.reading().column("free").orElseThrow().type());
    }

    @Test
    void schemaDriftIsAWarningWhenSchemasEvolve() {
        Planned planned = plan(JobRows.full("orders"), known(Tables.orders(), stored("gone", ColumnType.TEXT)));
        assertEquals(List.of(), planned.findings());
        assertTrue(planned.warnings().contains("Schema of crm.orders changed: column 'gone' is missing"));
        assertTrue(planned.warnings().contains("Schema of crm.orders changed: column 'id' is new (int64)"));
        assertEquals(8, planned.schemaChanges());
    }

    @Test
    void schemaDriftIsAFaultWhenTheyAreFrozen() {
        Tables table = Tables.empty().column("id", "int64").column("note", "text");
        settings.with("on_schema_change", "freeze");
        assertEquals(
                List.of("jobs!on_schema_change: the table changed and on_schema_change is freeze: column 'note' is new"
                        + " (text). Set evolve to land it as it is now."),
                shown(plan(JobRows.full("orders"), known(table, stored("id", ColumnType.INT64)))));
        JobRows evolving = JobRows.full("orders").with(JobColumn.ON_SCHEMA_CHANGE, "EVOLVE");
        assertEquals(List.of(), shown(plan(evolving, known(table, stored("id", ColumnType.INT64)))));
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "int32, int64, WARNING",
        "'decimal(10,2)', 'decimal(12,2)', WARNING",
        "int64, text, FINDING",
        "timestamp, timestamptz, FINDING",
        "text, text, NOTHING",
    })
    void aTypeThatCannotWidenIsAFaultEvenWhenSchemasEvolve(String before, String after, String verdict) {
        settings.with("columns.id", after);
        Planned planned = plan(
                JobRows.full("orders"),
                known(Tables.empty().column("id", "int64"), stored("id", dev.ingest.config.ColumnTypes.parse(before))));
        String change = "column 'id' changed from " + before + " to " + after;
        assertEquals(verdict.equals("NOTHING") ? 0 : 1, planned.schemaChanges());
        assertEquals(verdict.equals("WARNING"), planned.warnings().toString().contains(change));
        assertEquals(verdict.equals("FINDING"), planned.findings().toString().contains(change));
    }

    @Test
    void slicesAreCutWhereTheTableCanBe() {
        JobRows row = JobRows.full("orders").with(JobColumn.SLICES, "3");
        assertEquals(3, slices(row, Tables.orders().sliceable()));
        assertEquals(1, slices(row, Tables.orders()));
        assertEquals(1, slices(JobRows.full("orders"), Tables.orders().sliceable()));
        settings.with("slices", "4");
        assertEquals(4, slices(JobRows.full("orders"), Tables.orders().sliceable()));
        assertEquals(3, slices(row, Tables.orders().sliceable()));
        settings.with("slices", "auto");
        assertTrue(slices(JobRows.full("orders"), Tables.orders().sliceable()) >= 2);
    }

    @Test
    void namesOfPartitionsAndClustersMayBeTheSourcesOrTheLakes() {
        Tables table = Tables.empty().column("SalesRegion", "text").column("CustomerId", "int64");
        JobRows row = JobRows.full("orders")
                .with(JobColumn.PARTITION_BY, "date,salesregion")
                .with(JobColumn.CLUSTER_BY, "customer_id");
        JobPlan plan = plan(row, known(table)).plan().orElseThrow();
        assertEquals(List.of("date", "sales_region"), plan.target().partitionBy());
        assertEquals(List.of("customer_id"), plan.target().clusterBy());
    }

    @Test
    void theKeyIsTheRowsElseTheTables() {
        Tables table = Tables.orders().key("id", "version");
        assertEquals(
                List.of("id", "version"),
                plan(JobRows.full("orders"), known(table)).plan().orElseThrow().primaryKey());
        JobRows row = JobRows.full("orders").with(JobColumn.PRIMARY_KEY, "note");
        assertEquals(
                List.of("note"), plan(row, known(table)).plan().orElseThrow().primaryKey());
    }

    @Test
    void theTargetHoldsTheSettings() {
        settings.with("layout", "{table_name}/{load_id}.{file_id}.{ext}")
                .with("full_mode", "replace")
                .with("compression", "zstd")
                .with("row_group_rows", "1000")
                .with("file_bytes", "1MB");
        JobPlan plan = plan(JobRows.full("sales.orders").with(JobColumn.WHERE, "id > 0"), known(Tables.orders()))
                .plan()
                .orElseThrow();
        assertEquals("{table_name}/{load_id}.{file_id}.{ext}", plan.target().layout());
        assertEquals("postgresql_to_adls_crm", plan.target().pipeline());
        assertEquals(FullMode.REPLACE, plan.target().fullMode());
        assertEquals(
                new FileOptions(Codec.ZSTD, 1_000, 128L << 20, 1L << 20),
                plan.target().files());
        assertEquals(MOMENT.date(), plan.target().date());
        assertEquals(TableName.exact("public", "orders"), plan.reading().table());
        assertEquals(new Snapshot.Shared("snapshot-1"), plan.reading().snapshot());
        assertEquals(Optional.of("id > 0"), plan.reading().where());
    }

    @Test
    void aPipelineKeepsItsOlderName() {
        settings.with("pipeline_name", "nightly");
        assertEquals("nightly", Planner.pipeline(JobRows.full("orders").row(), settings));
    }

    private int slices(JobRows row, Tables table) {
        return plan(row, known(table)).plan().orElseThrow().reading().slices().size();
    }

    private static List<String> landed(JobPlan plan) {
        return plan.reading().columns().stream()
                .map(PlannedColumn::column)
                .map(Column::name)
                .toList();
    }
}
