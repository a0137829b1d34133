package dev.ingest.parquet;

import dev.ingest.data.ColumnBatch;
import dev.ingest.job.option.Codec;
import dev.ingest.job.option.FileOptions;
import dev.ingest.landing.LandingOutput;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds a row of TPC-H lineitem, from batch to the bytes of a file: this encoder and parquet-java's. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class PageEncodingBenchmark {
    private static final int BATCHES = 10;
    private static final int BATCH_ROWS = 50_000;
    private static final int ROWS = BATCHES * BATCH_ROWS;

    /** Compression; {@code NONE} shows the encoding alone. */
    @Param({"NONE", "SNAPPY"})
    public String codec = "NONE";

    /** Columns that this encoder encodes at a time. */
    @Param({"1", "2"})
    public int lanes = 1;

    private List<ColumnBatch> batches = List.of();

    /** Generates the rows. */
    @Setup
    public void generate() {
        batches = LineItems.batches(BATCHES, BATCH_ROWS);
    }

    /** This encoder. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long pagesFromVectors() {
        CountingOutput out = new CountingOutput();
        FileOptions options = new FileOptions(Codec.valueOf(codec), 1_000_000, 256 << 20, Long.MAX_VALUE);
        try (EncoderThreads threads = new EncoderThreads(lanes);
                ParquetFile file = ParquetFile.create(out, LineItems.SCHEMA, options, threads)) {
            batches.forEach(file::write);
            file.finish();
        }
        return out.position();
    }

    /** parquet-java's column writers. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long aCallForEachValue() throws IOException {
        CountingOutput out = new CountingOutput();
        CompressionCodecName name =
                codec.equals("NONE") ? CompressionCodecName.UNCOMPRESSED : CompressionCodecName.valueOf(codec);
        ColumnWriteStoreFile.write(out, LineItems.SCHEMA, name, batches);
        return out.position();
    }

    /** Counts bytes and forgets them. */
    static final class CountingOutput extends LandingOutput {
        private long position;

        @Override
        public long position() {
            return position;
        }

        @Override
        public void finish() {}

        @Override
        public void write(byte[] source, int from, int length) {
            position += length;
        }

        @Override
        public void close() {}
    }
}
