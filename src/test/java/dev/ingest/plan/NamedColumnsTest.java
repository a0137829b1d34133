package dev.ingest.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.config.JobRows;
import dev.ingest.config.row.JobColumn;
import dev.ingest.job.JobPlan;
import dev.ingest.job.PlannedColumn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells that name columns, held against the table: each fault names its cell. */
class NamedColumnsTest extends Planning {
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            COLUMNS      | id,ID        | jobs!columns: 'id' and 'ID' are the same column. Leave one of them out.
            COLUMNS      | id,amuont    | jobs!columns: the table has no column 'amuont'. Did you mean 'amount'?
            COLUMNS      | -id,-ID      | jobs!columns: 'id' and 'ID' are the same column. Leave one of them out.
            COLUMNS      | -amuont      | jobs!columns: the table has no column 'amuont'. Did you mean 'amount'?
            COLUMNS      | -id,-placed,-shipped,-updated_at,-amount,-note,-version | jobs!columns: every column is left out. Leave one in.
            PARTITION_BY | note,Note    | jobs!partition_by: 'note' and 'Note' are the same column. Leave one of them out.
            PARTITION_BY | notes        | jobs!partition_by: the table has no column 'notes'. Did you mean 'note'?
            CLUSTER_BY   | id,amount,ID | jobs!cluster_by: 'id' and 'ID' are the same column. Leave one of them out.
            PRIMARY_KEY  | id,iD        | jobs!primary_key: 'id' and 'iD' are the same column. Leave one of them out.
            SPLIT_BY     | idd          | jobs!split_by: the table has no column 'idd'. Did you mean 'id'?
            """)
    void aFaultNamesTheCellThatItStandsIn(JobColumn cell, String text, String finding) {
        assertEquals(List.of(finding), findings(JobRows.full("orders").with(cell, text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PARTITION_BY | partition_by | id,amount",
                "CLUSTER_BY | cluster_by | id,amount",
                "PRIMARY_KEY | primary_key | id,amount",
                "PRIMARY_KEY | primary_key | -note"
            })
    void aColumnThatTheCellColumnsLeavesOutIsSaidToBeThat(JobColumn cell, String place, String columns) {
        JobRows row = JobRows.full("orders").with(JobColumn.COLUMNS, columns).with(cell, "note");
        assertEquals(
                List.of("jobs!" + place
                        + ": the column 'note' is left out by the cell columns. Have it read, or leave it"
                        + " out here."),
                findings(row));
    }

    @Test
    void offsetsLandBesideInstantsWhereUsersWantThem() {
        settings.with("offset_columns", "true");
        Tables table = Tables.orders().key("id", "updated_at");
        JobPlan plan = plan(JobRows.full("orders").with(JobColumn.COLUMNS, "updated_at,id,shipped"), known(table))
                .plan()
                .orElseThrow();

        assertEquals(
                List.of("updated_at timestamptz", "updated_at_offset int16", "id int64", "shipped timestamp"),
                plan.reading().schema().columns().stream()
                        .map(column -> column.name() + " " + column.type())
                        .toList());
        assertEquals(List.of("updated_at", "id"), plan.primaryKey());
    }

    @Test
    void anInstantThatLandsAsTextHasItsOffsetInIt() {
        settings.with("offset_columns", "true").with("columns.updated_at", "text");
        JobRows row = JobRows.full("orders").with(JobColumn.COLUMNS, "updated_at");
        assertEquals(
                1,
                plan(row, known(Tables.orders()))
                        .plan()
                        .orElseThrow()
                        .reading()
                        .columns()
                        .size());
    }

    @Test
    void anOffsetThatWouldLandAsAnotherColumnIsRefused() {
        settings.with("offset_columns", "true");
        Tables table = Tables.empty().column("at", "timestamptz").column("at_offset", "text");
        assertEquals(
                List.of(
                        "jobs!table_name: columns 'at' and 'at_offset' would both land as 'at_offset'. Leave one out with"
                                + " the columns cell, or set offset_columns = false."),
                shown(plan(JobRows.full("orders"), known(table))));
    }

    @Test
    void allColumnsButThoseLeftOutAreReadInTheTablesOrder() {
        JobRows row = JobRows.full("orders").with(JobColumn.COLUMNS, "-Note,-placed,-version,-shipped");
        assertEquals(
                List.of("id", "updated_at", "amount"),
                plan(row, known(Tables.orders())).plan().orElseThrow().reading().columns().stream()
                        .map(PlannedColumn::source)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT (1 | jobs!query: the file of query is not one query: it is not closed. Correct it.",
                "SELECT 1 | "
            })
    void aQueryThatDoesNotStandInParenthesesIsAFaultOfItsCell(String query, String finding) {
        JobRows row = JobRows.full("orders").with(JobColumn.QUERY, query);
        assertEquals(finding == null ? List.of() : List.of(finding), findings(row));
    }

    private List<String> findings(JobRows row) {
        return shown(plan(row, known(Tables.orders())));
    }
}
