package dev.ingest.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ingest.data.ColumnBatch;
import dev.ingest.data.Nullability;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.name.TableName;
import dev.ingest.source.TestTable.Kind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** How sessions end, are ended and left, and what a connector tells without reading. */
public abstract class SessionContract extends TestedSource {

    @Test
    void cancellingFromAnotherThreadEndsAReadWithAFailure() throws InterruptedException {
        TableName endless = createEndless();

        try (Source source = connector.session()) {
            Reading reading = reading(source, endless);
            Thread canceller = new Thread(source::cancel);
            IngestException failure = assertThrows(IngestException.class, () -> {
                try (BatchReader reader = source.read(reading, Slice.WHOLE)) {
                    ColumnBatch spare = new ColumnBatch(reading.schema(), 100);
                    while (reader.read(spare, BATCH_BYTES).isPresent()) {
                        spare.clear();
                        if (canceller.getState() == Thread.State.NEW) {
                            canceller.start();
                        }
                    }
                }
            });
            canceller.join();

            assertEquals(FailureKind.READ, failure.kind());
            assertThrows(IngestException.class, () -> source.read(reading, Slice.WHOLE));
        }
    }

    @Test
    void aReadThatHangsIsEndedByCancellingTwice() throws InterruptedException {
        TableName hanging = createHanging();

        try (Source source = connector.session()) {
            Reading reading = reading(source, hanging);
            Future<Boolean> read = threads.submit(() -> {
                try (BatchReader reader = source.read(reading, Slice.WHOLE)) {
                    ColumnBatch spare = new ColumnBatch(reading.schema(), 100);
                    while (reader.read(spare, BATCH_BYTES).isPresent()) {
                        spare.clear();
                    }
                }
                return true;
            });
            awaitHang();
            source.cancel();
            source.cancel();

            ExecutionException failure = assertThrows(ExecutionException.class, read::get);
            assertTrue(failure.getCause() instanceof IngestException, failure.getCause()::toString);
        }
    }

    @Test
    void closingBeforeTheEndAbandonsTheRest() {
        TableName endless = createEndless();
        create(TestTable.numbered("next_job", 1, 3));

        try (Source source = connector.session()) {
            Reading reading = reading(source, endless);
            ColumnBatch spare = new ColumnBatch(reading.schema(), 10);
            try (BatchReader reader = source.read(reading, Slice.WHOLE)) {
                assertTrue(reader.read(spare, BATCH_BYTES).isPresent());
                assertEquals(10, spare.rows());
            }
        }
        assertEquals(numbers(1, 3), ids(rows(TableName.exact("next_job"))));
    }

    @Test
    void afterTheEndThereIsOnlyTheEnd() {
        create(TestTable.numbered("ended", 1, 3));

        try (Source source = connector.session()) {
            Reading reading = reading(source, TableName.exact("ended"));
            ColumnBatch spare = new ColumnBatch(reading.schema(), 100);
            try (BatchReader reader = source.read(reading, Slice.WHOLE)) {
                assertTrue(reader.read(spare, BATCH_BYTES).isPresent());
                spare.clear();
                assertTrue(reader.read(spare, BATCH_BYTES).isEmpty());
                assertTrue(reader.read(spare, BATCH_BYTES).isEmpty());
                assertEquals(0, spare.rows());
            }
        }
    }

    @Test
    void aBatchIsBoundedByItsBytesAndStillHoldsOneRow() {
        create(TestTable.numbered("bounded", 1, 100));

        try (Source source = connector.session()) {
            Reading reading = reading(source, TableName.exact("bounded"));
            ColumnBatch spare = new ColumnBatch(reading.schema(), 100);
            int batches = 0;
            int rows = 0;
            try (BatchReader reader = source.read(reading, Slice.WHOLE)) {
                while (reader.read(spare, 1).isPresent()) {
                    batches++;
                    rows += spare.rows();
                    spare.clear();
                }
            }
            assertEquals(100, rows);
            assertTrue(batches > 50, batches + " batches");
        }
    }

    @Test
    void onceReleasedNobodyWaitsForTheReader() {
        create(TestTable.numbered("released", 1, 10));

        try (Source source = connector.session()) {
            Reading reading = reading(source, TableName.exact("released"));
            assertEquals(10, LandedText.rows(source, reading, Slice.WHOLE).size());
            source.release();
            drop(TableName.exact("released"));
            source.release();
        }
    }

    @Test
    void aSessionThatAskedNothingIsReleasedAndClosedAllTheSame() {
        try (Source source = connector.session()) {
            source.release();
            source.cancel();
        }
    }

    @Test
    void aSourceThatWaitsForNobodySaysSo() {
        create(TestTable.numbered("waiting", 1, 1));

        try (Source source = connector.session()) {
            assertEquals(Optional.empty(), source.waitsFor());
            source.describe(question(TableName.exact("waiting")));
            assertEquals(Optional.empty(), source.waitsFor());
        }
    }

    @Test
    void healthTellsWhoAnswers() {
        Health health = connector.health();

        Stream.of(health.product(), health.version(), health.user(), health.encryption())
                .forEach(told -> {
                    assertFalse(told.isBlank(), health::toString);
                    assertTrue(health.line().contains(told), health::line);
                });
        health.remarks().forEach(remark -> assertTrue(remark.endsWith("."), remark));
    }

    @Test
    void whereNobodyAnswersEveryQuestionFails() {
        try (Connector nobody = openToNobody();
                Source source = nobody.session()) {
            assertNobody(nobody::health);
            if (asksForTables()) {
                assertNobody(() -> nobody.tables("%"));
                assertNobody(() -> nobody.summaries("%"));
            }
            assertNobody(() -> source.describe(question(TableName.exact("any"))));
            source.cancel();
        }
    }

    private static void assertNobody(Executable question) {
        assertEquals(
                FailureKind.CONNECT,
                assertThrows(IngestException.class, question).kind());
    }

    @Test
    void tablesAreFoundByAPartOfTheirNamesAndInOrder() {
        assumeTrue(asksForTables(), "its tables stand in the settings");
        create(TestTable.of("found_b").column("id", Kind.WHOLE));
        create(TestTable.of("found_a").column("id", Kind.WHOLE));
        create(TestTable.of("foundling").column("id", Kind.WHOLE));

        assertEquals(List.of("found_a", "found_b"), found("%found_%"), "_ is a letter");
        assertEquals(List.of("found_a"), found("%und_a"));
        assertEquals(List.of("found_a", "found_b", "foundling"), found("%found%"));
        assertEquals(List.of(), found("found in no name"));
        connector.tables("%found_%").forEach(table -> assertEquals(List.of(), rows(table)));
    }

    @Test
    void tablesAreSummedUpWithTheColumnsThatCanBeAWatermark() {
        assumeTrue(asksForTables(), "its tables stand in the settings");
        create(TestTable.of("summed_b").column("changed", Kind.TIMESTAMP).column("note", Kind.TEXT));
        create(TestTable.of("summed_a").column("note", Kind.TEXT));

        List<TableSummary> summaries = connector.summaries("%SUMMED_%");

        assertEquals(
                connector.tables("%summed_%"),
                summaries.stream().map(TableSummary::name).toList());
        assertEquals(List.of(), summaries.get(0).candidates());
        CursorCandidate changed = summaries.get(1).candidates().get(0);
        assertEquals("changed", changed.name());
        assertEquals(CursorType.TIMESTAMP, changed.type());
        assertEquals(CursorCandidate.Index.NONE, changed.index());
        assertEquals(Nullability.NULLABLE, changed.nullability());
        assertEquals(List.of(), summaries.get(1).primaryKey());
        assertEquals(List.of(), connector.summaries("summed in no name"));
    }

    private List<String> found(String like) {
        return connector.tables(like).stream().map(TableName::table).toList();
    }
}
