package dev.ingest.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ingest.data.ColumnType;
import dev.ingest.data.Schema;
import dev.ingest.job.option.Codec;
import dev.ingest.job.option.FileOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where no native library can be loaded, readers find the same rows under the same codec. */
class JavaCodecsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Codec.class)
    void readersUnderstandEveryCodecWithoutItsLibrary(Codec codec) throws Exception {
        check(RandomRows.EVERY_TYPE, RandomRows.of(30_000, 7, i -> i % 7 == 0), 10_000, codec);
    }

    /** Pages of a megabyte and more, and some of a few bytes, one after the other. */
    @ParameterizedTest
    @EnumSource(
            value = Codec.class,
            names = {"SNAPPY", "ZSTD"})
    void pagesOfAnySizeFollowEachOther(Codec codec) throws Exception {
        Schema texts = Rows.schema(ColumnType.TEXT);
        check(texts, RandomRows.longTexts(), 24, codec);
        check(texts, List.of(List.of("x".repeat(9 << 20)), List.of("y"), List.of("")), 1, codec);
    }

    private void check(Schema schema, List<List<Object>> rows, int batchRows, Codec codec) throws Exception {
        FileOptions options = new FileOptions(codec, 1_000_000, 8 << 20, 1L << 30);
        try (EncoderThreads lanes = new EncoderThreads(2, name -> switch (name) {
            case SNAPPY, ZSTD -> false;
            default -> true;
        })) {
            byte[] content = Rows.file(schema, rows, batchRows, options, lanes);
            assertEquals(rows, Readers.parquetJava(content, schema));
            Path file = Files.write(folder.resolve("file.parquet"), content);
            assertEquals(rows, Readers.duckdb(file, schema));
            String name = codec == Codec.NONE ? "UNCOMPRESSED" : codec.name();
            assertEquals(
                    List.of(name), Readers.ask("SELECT DISTINCT compression FROM parquet_metadata('" + file + "')"));
        }
    }
}
