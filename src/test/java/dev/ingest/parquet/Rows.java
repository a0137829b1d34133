package dev.ingest.parquet;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.data.Schema;
import dev.ingest.failure.IngestException;
import dev.ingest.job.option.Codec;
import dev.ingest.job.option.FileOptions;
import dev.ingest.landing.MemoryLanding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Rows in the form of {@link Readers}, and their way into batches and files. */
final class Rows {
    static final FileOptions OPTIONS = new FileOptions(Codec.SNAPPY, 1_000_000, 64 << 20, 1L << 30);

    /** More than one, so that every reader judges what was encoded side by side. */
    static final EncoderThreads THREADS = new EncoderThreads(3);

    private Rows() {}

    static Schema schema(ColumnType... types) {
        List<Column> columns = new ArrayList<>();
        for (ColumnType type : types) {
            columns.add(new Column("c" + columns.size(), type, Nullability.NULLABLE));
        }
        return new Schema(columns);
    }

    /** The file's bytes, written in batches of {@code batchRows}. */
    static byte[] file(Schema schema, List<List<Object>> rows, int batchRows, FileOptions options) {
        return file(schema, rows, batchRows, options, THREADS);
    }

    static byte[] file(
            Schema schema, List<List<Object>> rows, int batchRows, FileOptions options, EncoderThreads lanes) {
        MemoryLanding landing = new MemoryLanding();
        try (ParquetFile file = ParquetFile.create(landing.create("file"), schema, options, lanes)) {
            ColumnBatch batch = new ColumnBatch(schema, batchRows);
            for (List<Object> row : rows) {
                append(batch, row);
                if (batch.rows() == batchRows) {
                    file.write(batch);
                    batch.clear();
                }
            }
            file.write(batch);
            file.finish();
        } catch (IngestException e) {
            throw new AssertionError(e.getMessage(), e);
        }
        return landing.content("file");
    }

    static void append(ColumnBatch batch, List<Object> row) {
        for (int i = 0; i < row.size(); i++) {
            append(batch, i, row.get(i));
        }
    }

    static void append(ColumnBatch batch, int column, Object value) {
        if (value == null) {
            batch.vector(column).appendNull();
            return;
        }
        ColumnType type = batch.schema().column(column).type();
        switch (type.vector()) {
            case LONG -> batch.longs(column).append(((Number) value).longValue());
            case DOUBLE -> batch.doubles(column).append((Double) value);
            case WIDE -> {
                BigInteger wide = (BigInteger) value;
                batch.wides(column).append(wide.shiftRight(64).longValue(), wide.longValue());
            }
            case BYTES -> {
                if (type instanceof ColumnType.Binary) {
                    byte[] bytes = HexFormat.of().parseHex((String) value);
                    batch.bytes(column).append(bytes, 0, bytes.length);
                } else {
                    batch.bytes(column).append((String) value);
                }
            }
        }
    }
}
