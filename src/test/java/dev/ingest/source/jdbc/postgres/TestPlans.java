package dev.ingest.source.jdbc.postgres;

import dev.ingest.data.ColumnType;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.JobPlan;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Slice;
import dev.ingest.job.Target;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import dev.ingest.job.option.Unrepresentable;
import dev.ingest.source.LandedText;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.Source;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourcePlans;
import dev.ingest.source.SourceQuestion;
import dev.ingest.source.SourceRules;
import java.util.List;
import java.util.Optional;

/** Plans of tables of PostgreSQL's. */
public final class TestPlans {
    static final SourceRules DIALECT = new PostgresDialect();
    public static final String NULL = LandedText.NULL;
    private static final SourcePlans PLANS = new SourcePlans(DatabaseKind.POSTGRESQL, DIALECT);

    private TestPlans() {}

    public static ReadingOptions options() {
        return SourcePlans.options();
    }

    public static ReadingOptions options(Optional<ColumnType> override, Unrepresentable unrepresentable) {
        return SourcePlans.options(override, unrepresentable);
    }

    public static SourceQuestion question(String table) {
        return question(table, Optional.empty());
    }

    public static SourceQuestion question(String table, Optional<String> cursor) {
        return SourcePlans.question(TableName.parse(table), cursor);
    }

    static PlannedColumn planned(SourceColumn column, ReadingOptions options) {
        return PLANS.planned(column, options);
    }

    public static JobPlan plan(SourceDescription description, ReadingOptions options) {
        return PLANS.full(description, options);
    }

    public static JobPlan plan(
            SourceDescription description,
            ReadingOptions options,
            Optional<Cursor> cursor,
            Window window,
            Optional<String> where) {
        return PLANS.plan(description, options, cursor, window, where);
    }

    public static Target target() {
        return SourcePlans.target(DatabaseKind.POSTGRESQL);
    }

    /** All rows of a slice, each cell as text. */
    public static List<List<String>> rows(Source source, JobPlan plan, Slice slice) {
        return LandedText.rows(source, plan.reading(), slice);
    }

    public static List<List<String>> rows(TestPostgres database, String table) {
        try (Source source = database.open()) {
            JobPlan plan = plan(source.describe(question(table)), options());
            return rows(source, plan, Slice.WHOLE);
        }
    }
}
