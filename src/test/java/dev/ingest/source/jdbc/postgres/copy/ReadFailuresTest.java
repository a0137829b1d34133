package dev.ingest.source.jdbc.postgres.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.ColumnType;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.failure.Outlook;
import dev.ingest.job.JobPlan;
import dev.ingest.job.Slice;
import dev.ingest.job.option.Unrepresentable;
import dev.ingest.source.Source;
import dev.ingest.source.jdbc.postgres.TestPlans;
import dev.ingest.source.jdbc.postgres.TestPostgres;
import dev.ingest.source.jdbc.postgres.TestTargets;
import java.io.EOFException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a failed read is what happened. */
class ReadFailuresTest {
    private final ReadFailures failures = new ReadFailures(TestTargets.nowhere());

    @Test
    void aFaultOfTheProgramIsNeverSaidAsALostConnection() {
        for (RuntimeException fault : List.of(
                new ArrayIndexOutOfBoundsException("Index -3"),
                new NullPointerException(),
                new IllegalStateException("no state", new ClassCastException("a cast")))) {
            IngestException said = failures.explain("orders", fault);
            assertFalse(said.getMessage().contains("lost"), said.getMessage());
            assertTrue(said.getMessage().contains("a fault of this program"), said.getMessage());
            assertEquals(FailureKind.CONVERT, said.kind(), "so that it is not tried again");
        }
        IngestException odd = failures.explain("orders", new SQLException("a row has 3 fields, not 4", "08P01"));
        assertTrue(odd.getMessage().contains("its answer is not what was asked for"), odd.getMessage());
    }

    @Test
    void aLostConnectionIsSaidAsThat() {
        for (Exception lost : List.of(
                new SQLException("cut", "08006"),
                new SQLException("terminating connection", "57P01"),
                new IllegalStateException(new EOFException()))) {
            IngestException said = failures.explain("orders", lost);
            assertTrue(said.getMessage().contains("the connection was lost"), said.getMessage());
            assertEquals(FailureKind.READ, said.kind());
        }
    }

    @Test
    void theServersHintIsKept() {
        TestPostgres database = TestPostgres.database();
        database.run(
                "CREATE TABLE orders (id int)",
                "CREATE FUNCTION failing() RETURNS int LANGUAGE plpgsql AS"
                        + " 'BEGIN RAISE EXCEPTION ''no more'' USING HINT = ''Ask\n  the keeper.''; END'",
                "CREATE VIEW failed AS SELECT failing() AS f",
                "CREATE MATERIALIZED VIEW unfilled AS SELECT * FROM orders WITH NO DATA");
        assertTrue(failure(database, "failed").getMessage().contains("no more (hint: Ask the keeper)."));
        String unfilled = failure(database, "unfilled").getMessage();
        assertTrue(unfilled.contains("(hint: Use the REFRESH MATERIALIZED VIEW command)"), unfilled);
    }

    private static IngestException failure(TestPostgres database, String table) {
        try (Source source = database.open()) {
            return assertThrows(IngestException.class, () -> {
                JobPlan plan = TestPlans.plan(source.describe(TestPlans.question(table)), TestPlans.options());
                TestPlans.rows(source, plan, Slice.WHOLE);
            });
        }
    }

    /** More groups of digits than a signed number of two bytes counts. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9e131071::numeric + 1|131072 digits before the point and 0 after it",
                "9e131071::numeric + 1e-16383|131072 digits before the point and 16383 after it",
                "-(9e131071::numeric + 1)|131072 digits before the point and 0 after it"
            })
    void theLongestNumbersAreNoCrash(String number, String shape) {
        TestPostgres database = TestPostgres.database();
        database.run("CREATE TABLE long_numbers (n numeric)", "INSERT INTO long_numbers SELECT " + number);
        IngestException failure = failure(database, "long_numbers");
        assertTrue(failure.getMessage().contains(shape), failure.getMessage());
        try (Source source = database.open()) {
            JobPlan plan = TestPlans.plan(
                    source.describe(TestPlans.question("long_numbers")),
                    TestPlans.options(Optional.of(ColumnType.TEXT), Unrepresentable.FAIL));
            assertEquals(
                    database.ask("SELECT n FROM long_numbers"),
                    TestPlans.rows(source, plan, Slice.WHOLE).get(0));
        }
    }

    @Test
    void aSliceWhoseSnapshotEndedWithAnotherConnectionIsReadAgain() {
        TestPostgres database = TestPostgres.database();
        database.run("CREATE TABLE orders (id int)");
        try (Source first = database.open();
                Source further = database.open()) {
            JobPlan plan = TestPlans.plan(first.describe(TestPlans.question("orders")), TestPlans.options());
            first.release();

            IngestException failure =
                    assertThrows(IngestException.class, () -> further.read(plan.reading(), Slice.WHOLE));

            assertEquals(Outlook.PASSES, failure.outlook(), failure.getMessage());
        }
    }
}
