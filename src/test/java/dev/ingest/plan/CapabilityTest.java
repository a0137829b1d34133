package dev.ingest.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.config.FakeScope;
import dev.ingest.config.Finding;
import dev.ingest.config.JobColumn;
import dev.ingest.config.JobRows;
import dev.ingest.source.Capability;
import dev.ingest.source.FakeDialect;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a source cannot do is said where the user asks for it, before the job runs. */
class CapabilityTest {
    private static final RunMoment MOMENT =
            new RunMoment(ZonedDateTime.parse("2026-01-29T14:30:00Z"), LocalDate.of(2026, 1, 29));

    private final FakeScope settings = new FakeScope();

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
        Planner planner = planner(EnumSet.complementOf(EnumSet.of(Capability.WIDTHS)));

        assertEquals(
                List.of(), planner.probed(JobRows.full("orders").row(), settings, table.described(), Optional.empty()));
        assertEquals(
                List.of(
                        "jobs!table_name: column 'total': unbounded_number = \"probe\" has the source measure its numbers,"
                                + " which this one cannot. Set it to a decimal, or to text."),
                shown(planner.plan(JobRows.full("orders").row(), settings, MOMENT, known(table))));
    }

    private List<String> findings(JobRows row, Capability lacking) {
        return shown(planner(EnumSet.complementOf(EnumSet.of(lacking)))
                .plan(row.row(), settings, MOMENT, known(Tables.orders())));
    }

    private static Planner planner(Set<Capability> capabilities) {
        return new Planner(type -> new FakeDialect(capabilities));
    }

    private static PlanInputs known(Tables table) {
        return new PlanInputs(Optional.empty(), Optional.of(table.described()), Optional.empty(), Optional.empty());
    }

    private static List<String> shown(Planned planned) {
        return planned.findings().stream().map(Finding::toString).toList();
    }
}
