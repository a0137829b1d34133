package dev.ingest.source.jdbc.oracle.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Reading;
import dev.ingest.job.option.TimestampExcess;
import dev.ingest.job.option.Unrepresentable;
import dev.ingest.source.LandedText;
import dev.ingest.source.ReadingOptions;
import dev.ingest.source.jdbc.ColumnLimits;
import dev.ingest.source.jdbc.oracle.OraclePlans;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Optional;
import oracle.sql.DATE;
import oracle.sql.TIMESTAMP;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clocks that the driver's own classes store land as they stand, whatever calendar and zone the machine keeps. */
class ClockFillerTest {

    private static String landed(byte[] stored, ColumnType.Timestamp.Unit unit, TimestampExcess excess) {
        ReadingOptions options =
                new ReadingOptions(Optional.empty(), ColumnType.TEXT, unit, Unrepresentable.FAIL, excess);
        Reading reading = OraclePlans.reading(options, OraclePlans.timestamp("SEEN_AT", "timestamp", 9));
        ColumnBatch batch = new ColumnBatch(reading.schema(), 1);
        ColumnLimits limits = new ColumnLimits(reading, reading.columns().get(0), Unrepresentable.FAIL);
        new ClockFiller(limits, excess).append(stored, batch.vector(0));
        return LandedText.rows(batch).get(0).get(0);
    }

    private static String micros(byte[] stored) {
        return landed(stored, ColumnType.Timestamp.Unit.MICROS, TimestampExcess.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01T00:00",
                "1582-10-04T23:59:59",
                "1582-10-15T00:00",
                "1600-02-29T12:00",
                "1899-12-31T23:59:59.999999",
                "1969-12-31T23:59:59.999999",
                "1970-01-01T00:00",
                "1986-01-01T00:07:30",
                "2000-02-29T23:59:59",
                "2026-03-29T02:30",
                "9999-12-31T23:59:59.999999"
            })
    void aTimestampLandsAsItStands(String clock) throws SQLException {
        assertEquals(clock, micros(TIMESTAMP.of(LocalDateTime.parse(clock)).shareBytes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0001-01-01T00:00", "1582-10-15T01:02:03", "2026-01-27T10:44:12", "9999-12-31T23:59:59"})
    void aDateKeepsItsTimeOfDay(String clock) throws SQLException {
        assertEquals(clock, micros(DATE.of(LocalDateTime.parse(clock)).shareBytes()));
    }

    @Test
    void everyDayOfFourCenturiesLands() throws SQLException {
        LocalDateTime last = LocalDateTime.of(2004, 1, 1, 6, 7, 8);
        for (LocalDateTime day = LocalDateTime.of(1600, 1, 1, 6, 7, 8); day.isBefore(last); day = day.plusDays(1)) {
            assertEquals(day.toString(), micros(TIMESTAMP.of(day).shareBytes()));
        }
    }

    @Test
    void furtherDigitsFailUnlessAsked() throws SQLException {
        byte[] stored = TIMESTAMP
                .of(LocalDateTime.parse("2026-01-27T10:44:12.123456789"))
                .shareBytes();

        IngestException failure = assertThrows(IngestException.class, () -> micros(stored));

        assertTrue(failure.getMessage().contains("timestamp_excess"), failure.getMessage());
        assertEquals(
                "2026-01-27T10:44:12.123456",
                landed(stored, ColumnType.Timestamp.Unit.MICROS, TimestampExcess.TRUNCATE));
        assertEquals(
                "2026-01-27T10:44:12.123456789", landed(stored, ColumnType.Timestamp.Unit.NANOS, TimestampExcess.FAIL));
    }

    /** Century and year carry 100 more than they count: 4712 BC is 53 and 88. */
    @ParameterizedTest
    @CsvSource({
        "35580101010101, a year before 0001",
        "6463010101010101, a year before 0001",
        "7364021d010101, 1500-02-29"
    })
    void whatIsNoDayOfTheCalendarFails(String stored, String shape) {
        IngestException failure =
                assertThrows(IngestException.class, () -> micros(HexFormat.of().parseHex(stored.substring(0, 14))));
        assertTrue(failure.getMessage().contains(shape), failure.getMessage());
    }

    @Test
    void nanosecondsDoNotReachEveryYear() throws SQLException {
        byte[] stored = TIMESTAMP.of(LocalDateTime.parse("2300-01-01T00:00")).shareBytes();
        IngestException failure = assertThrows(
                IngestException.class, () -> landed(stored, ColumnType.Timestamp.Unit.NANOS, TimestampExcess.FAIL));
        assertTrue(failure.getMessage().contains("before 1677 or after 2262"), failure.getMessage());
    }
}
