package dev.ingest.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.config.JobRows;
import dev.ingest.config.row.JobColumn;
import dev.ingest.source.Capability;
import dev.ingest.source.FakeDialect;
import dev.ingest.source.SourceRules;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a source cannot do is said where the user asks for it, before the job runs. */
class CapabilityTest extends Planning {
    @Test
    void aSourceThatGivesNoSampleIsNotSplitByAColumn() {
        JobRows row = JobRows.full("orders").with(JobColumn.SPLIT_BY, "id").with(JobColumn.SLICES, "4");

        assertEquals(
                List.of(
                        "jobs!split_by: split_by cuts by a sample of the keys, which PostgreSQL sources do not give. Empty"
                                + " the cell."),
                findings(row, Capability.SAMPLE));
    }

    @Test
    void aSourceThatDoesNotCountVerifiesNoCount() {
        settings.with("verify", "count");

        assertEquals(
                List.of("jobs!source_name: verify = \"count\" has the source count its rows, which PostgreSQL sources"
                        + " cannot. Remove verify from its settings."),
                findings(JobRows.full("orders"), Capability.COUNT));
    }

    @Test
    void aSourceThatMeasuresNoNumbersIsNotProbed() {
        settings.with("unbounded_number", "probe");
        Tables table = Tables.orders().column("total", "number");
        rules = without(Capability.WIDTHS);

        assertEquals(
                List.of(),
                new Planner(type -> rules)
                        .probed(JobRows.full("orders").row(), settings, table.described(), Optional.empty()));
        assertEquals(
                List.of(
                        "jobs!table_name: column 'total': unbounded_number = \"probe\" has the source measure its numbers,"
                                + " which this one cannot. Set it to a decimal, or to text."),
                shown(plan(JobRows.full("orders"), known(table))));
    }

    private List<String> findings(JobRows row, Capability lacking) {
        rules = without(lacking);
        return shown(plan(row, known(Tables.orders())));
    }

    private static SourceRules without(Capability lacking) {
        return new FakeDialect(EnumSet.complementOf(EnumSet.of(lacking)));
    }
}
