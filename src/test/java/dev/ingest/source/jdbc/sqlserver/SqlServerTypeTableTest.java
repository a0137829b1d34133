package dev.ingest.source.jdbc.sqlserver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.data.Column;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.name.TableName;
import dev.ingest.source.ColumnReading;
import dev.ingest.source.Connector;
import dev.ingest.source.LandedText;
import dev.ingest.source.Source;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourcePlans;
import dev.ingest.source.jdbc.TypeTableContract;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SqlServerTypeTableTest extends TypeTableContract {
    /** Types that Babelfish has not, or shows otherwise than SQL Server does. */
    private static final String BEYOND_BABELFISH = "hierarchyid|geometry|geography|json|vector.*|sql_variant|sysname"
            + "|time.*|.*\\(7\\).*|.*COLLATE.*|varbinary.11.";

    private TestSqlServer database;
    private Connector connector;

    @BeforeAll
    void createDatabase() {
        database = TestSqlServer.database();
        database.run("CREATE TYPE dbo.price FROM decimal(12,3)", "CREATE TYPE dbo.word FROM nvarchar(20) NULL");
        connector = database.connector();
    }

    @AfterAll
    void closeConnector() {
        if (connector != null) {
            connector.close();
        }
    }

    @Override
    protected String table() {
        return "/types/sqlserver.tsv";
    }

    @Override
    protected Connector connector() {
        return connector;
    }

    @Override
    protected SourcePlans plans() {
        return new SourcePlans(DatabaseKind.MSSQL, connector.rules());
    }

    @Override
    protected TableName create(String type, List<String> values) {
        boolean beyond = type.matches(BEYOND_BABELFISH) || values.toString().matches("(?s).*NCHAR\\((0|55357)\\).*");
        Assumptions.assumeFalse(database.isBabelfish() && beyond, "Babelfish has no such type or value");
        Assumptions.assumeFalse(type.matches("json|vector.*") && !database.isOfYear(2025), "new in SQL Server 2025");
        database.run(
                "DROP TABLE IF EXISTS typed",
                "CREATE TABLE typed (n int IDENTITY, c " + type + " NULL)",
                values.stream()
                        .map(value -> "INSERT INTO typed (c) VALUES (" + value + ")")
                        .collect(Collectors.joining("; ")));
        return TableName.exact("typed");
    }

    private List<String> landed(String columns) {
        try (Source source = connector.session()) {
            return LandedText.rows(
                            source,
                            plans().full(
                                            source.describe(
                                                    SourcePlans.question(TableName.exact(columns), Optional.empty())),
                                            SourcePlans.options())
                                    .reading(),
                            Slice.WHOLE)
                    .stream()
                    .map(row -> row.get(1))
                    .toList();
        }
    }

    @Test
    void theOffsetOfAClockLandsBesideTheInstant() {
        create("datetimeoffset(3)", List.of("'2026-01-29 14:30:00.5 +05:45'", "'2026-01-29 14:30:00 -03:30'", "NULL"));
        try (Source source = connector.session()) {
            SourceDescription table = source.describe(SourcePlans.question(TableName.exact("typed"), Optional.empty()));
            SourceColumn clock = table.columns().get(1);
            ColumnReading offset =
                    connector.rules().offset(clock, SourcePlans.options()).orElseThrow();
            Reading instant = plans().full(table, SourcePlans.options()).reading();
            Column landed = new Column("c_offset", offset.type(), clock.nullability());
            List<PlannedColumn> columns = List.of(
                    instant.columns().get(1),
                    new PlannedColumn(clock.name(), clock.declaredType(), offset.reading(), landed));
            Reading both = new Reading(
                    instant.type(),
                    instant.section(),
                    instant.extraction(),
                    columns,
                    instant.cursor(),
                    instant.window(),
                    instant.order(),
                    instant.snapshot(),
                    instant.slices());

            assertEquals(
                    Set.of(
                            List.of("2026-01-29T08:45:00.500Z", "345"),
                            List.of("2026-01-29T18:00Z", "-210"),
                            List.of(LandedText.NULL, LandedText.NULL)),
                    Set.copyOf(LandedText.rows(source, both, Slice.WHOLE)));
        }
    }

    /** Around the borders of pages, packets and types; nulls between them. */
    @Test
    void longTextsOfAllLengthsLandWholeBesideNulls() {
        List<Integer> lengths = List.of(0, 1, 4000, 4001, 8000, 8001, 1 << 20);
        for (String type : List.of("varchar(max)", "nvarchar(max)", "varbinary(max)")) {
            String value = type.equals("varbinary(max)") ? "CONVERT(varbinary(max), %s)" : "%s";
            List<String> values = lengths.stream()
                    .map(length -> "REPLICATE(CONVERT(varchar(max), 'x'), " + length + ")")
                    .map(text -> String.format(value, text))
                    .collect(Collectors.toList());
            values.add(3, "NULL");
            values.add("NULL");
            create(type, values);

            List<Integer> landed = landed("typed").stream()
                    .map(text ->
                            text.equals(LandedText.NULL) ? -1 : text.length() / (type.equals("varbinary(max)") ? 2 : 1))
                    .sorted()
                    .toList();
            assertEquals(
                    IntStream.concat(IntStream.of(-1, -1), lengths.stream().mapToInt(Integer::intValue))
                            .boxed()
                            .toList(),
                    landed,
                    type);
        }
    }
}
