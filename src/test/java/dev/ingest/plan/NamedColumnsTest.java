package dev.ingest.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.config.JobColumn;
import dev.ingest.config.JobRows;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells that name columns, held against the table: each fault names its cell. */
class NamedColumnsTest extends Planning {
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            COLUMNS      | id,ID        | jobs!columns: 'id' and 'ID' are the same column. Leave one of them out.
            COLUMNS      | id,amuont    | jobs!columns: the table has no column 'amuont'. Did you mean 'amount'?
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
    @CsvSource({"PARTITION_BY,partition_by", "CLUSTER_BY,cluster_by", "PRIMARY_KEY,primary_key"})
    void aColumnThatTheCellColumnsLeavesOutIsSaidToBeThat(JobColumn cell, String place) {
        JobRows row =
                JobRows.full("orders").with(JobColumn.COLUMNS, "id,amount").with(cell, "note");
        assertEquals(
                List.of("jobs!" + place
                        + ": the column 'note' is left out by the cell columns. Name it there, or leave it"
                        + " out here."),
                findings(row));
    }

    private List<String> findings(JobRows row) {
        return shown(plan(row, known(Tables.orders())));
    }
}
