package dev.ingest.engine.stage;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.data.Schema;
import dev.ingest.job.JobPlan;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadType;
import dev.ingest.job.StagedFile;
import dev.ingest.job.StagingTicket;
import dev.ingest.landing.MemoryLanding;
import dev.ingest.source.TableBatch;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * Tables partitioned by their column {@code c}, a folder of hive folders each, for readers to find their way in: {@code
 * src/test/python/readers_of_our_partitions.py}. Column {@code n} counts the rows; {@code <table>.json} lists what {@code
 * c} holds.
 */
final class HiveTrees {
    private static final StagingTicket LOAD = StagingTicket.of(new LoadId("1769697001.5974004"));

    private HiveTrees() {}

    /**
     * A table.
     *
     * @param values of {@code c}, as text, null among them
     */
    record Tree(String name, ColumnType type, List<String> values) {
        static Tree of(String name, ColumnType type, String... values) {
            return new Tree(name, type, Arrays.asList(values));
        }
    }

    static List<Tree> all() {
        return List.of(
                Tree.of("plain", ColumnType.TEXT, "EU", "US", "a b"),
                Tree.of("gaps", ColumnType.TEXT, "EU", null, ""),
                Tree.of("unicode", ColumnType.TEXT, "Größe", "日本", "🙂"),
                Tree.of(
                        "escaped",
                        ColumnType.TEXT,
                        "a/b",
                        "50%",
                        "%41",
                        "x=y",
                        "a:b?*",
                        "q\"'",
                        "dot.",
                        "{[^]}",
                        "new\nline"),
                Tree.of("plus", ColumnType.TEXT, "a+b", "a&b", "#1"),
                Tree.of("numbers", ColumnType.TEXT, "007", "1", "01"),
                Tree.of("mixed", ColumnType.TEXT, "007", "x"),
                Tree.of("words", ColumnType.TEXT, "true", "NULL", "2026-01-27"),
                Tree.of("dates", ColumnType.DATE, "2026-01-27", "1969-12-31", "0001-01-01"),
                Tree.of("some_dates", ColumnType.DATE, "2026-01-27", null),
                Tree.of("integers", ColumnType.INT32, "7", "-1", "0"),
                Tree.of("longs", ColumnType.INT64, "9223372036854775807", "-9223372036854775808", "1"),
                Tree.of("some_integers", ColumnType.INT32, "7", null),
                Tree.of("decimals", new ColumnType.Decimal(10, 2), "1.50", "-0.01", "100.00"),
                Tree.of(
                        "wide_decimals",
                        new ColumnType.Decimal(38, 9),
                        "12345678901234567890123456789.123456789",
                        "1.000000000"),
                Tree.of("booleans", ColumnType.BOOL, "true", "false", null));
    }

    /** Writes all tables below the folder that is named. */
    public static void main(String[] arguments) throws IOException {
        for (Tree tree : all()) {
            write(tree, Path.of(arguments[0]));
        }
    }

    /** Writes {@code tree} below {@code folder}; two rows a value. */
    static Path write(Tree tree, Path folder) throws IOException {
        Schema schema = new Schema(List.of(
                new Column("n", ColumnType.INT32, Nullability.NULLABLE),
                new Column("c", tree.type(), Nullability.NULLABLE)));
        ColumnBatch batch = new ColumnBatch(schema, 2 * tree.values().size());
        for (int row = 0; row < batch.capacity(); row++) {
            batch.longs(0).append(row);
            append(batch, tree.type(), tree.values().get(row / 2));
        }
        MemoryLanding landing = new MemoryLanding();
        JobPlan plan = StagingWriterTest.plan(schema, LoadType.FULL, List.of("c"), List.of(), StagingWriterTest.FILES);
        try (StagingWriter writer = new StagingWriter(plan, LOAD, landing)) {
            writer.write(TableBatch.own(batch));
            for (StagedFile file : writer.finish().get(0).files()) {
                landing.copy(
                        file.path(),
                        folder.resolve(tree.name()).resolve(file.partition()).resolve(file.fileId() + ".parquet"));
            }
        }
        Files.writeString(folder.resolve(tree.name() + ".json"), new ObjectMapper().writeValueAsString(tree.values()));
        return folder.resolve(tree.name());
    }

    private static void append(ColumnBatch batch, ColumnType type, String value) {
        if (value == null) {
            batch.vector(1).appendNull();
        } else if (type instanceof ColumnType.Text) {
            batch.bytes(1).append(value);
        } else if (type instanceof ColumnType.Date) {
            batch.longs(1).append(LocalDate.parse(value).toEpochDay());
        } else if (type instanceof ColumnType.Bool) {
            batch.longs(1).append(value.equals("true") ? 1 : 0);
        } else if (type instanceof ColumnType.Decimal decimal && decimal.precision() > ColumnType.Decimal.LONG_DIGITS) {
            java.math.BigInteger unscaled = new BigDecimal(value).unscaledValue();
            batch.wides(1).append(unscaled.shiftRight(64).longValue(), unscaled.longValue());
        } else {
            batch.longs(1).append(new BigDecimal(value).unscaledValue().longValueExact());
        }
    }
}
