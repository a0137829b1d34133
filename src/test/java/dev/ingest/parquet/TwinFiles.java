package dev.ingest.parquet;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Schema;
import dev.ingest.job.option.Codec;
import dev.ingest.job.option.FileOptions;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Writes Parquet files into a folder, and beside each a {@code .jsonl} of what it must hold, for readers in other
 * languages: {@code src/test/python/pyarrow_reads_our_files.py}. The first line lists the columns' types; each other line
 * is a row, its cells as text or null: doubles as their 64 bits in hex, binary in hex, decimals unscaled, dates and times
 * as they count.
 */
final class TwinFiles {
    private static final FileOptions SMALL_GROUPS = new FileOptions(Codec.ZSTD, 3000, 64 << 20, 1L << 30);

    private final Path folder;
    private final ObjectMapper json = new ObjectMapper();

    private TwinFiles(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        TwinFiles twins = new TwinFiles(Files.createDirectories(Path.of(arguments[0])));
        for (RandomRows.Nulls nulls : RandomRows.patterns().toList()) {
            List<List<Object>> rows = RandomRows.of(32_100, 11, nulls.isNull());
            twins.write("nulls " + nulls, RandomRows.EVERY_TYPE, rows, Rows.OPTIONS);
        }
        for (Codec codec : Codec.values()) {
            twins.write(
                    "codec " + codec,
                    RandomRows.EVERY_TYPE,
                    RandomRows.of(3000, 12, row -> row % 7 == 0),
                    new FileOptions(codec, 1_000_000, 64 << 20, 1L << 30));
        }
        twins.write("row groups", RandomRows.EVERY_TYPE, RandomRows.of(10_000, 13, row -> row % 5 == 0), SMALL_GROUPS);
        twins.write("edges", RandomRows.EDGE_TYPES, RandomRows.edges(), Rows.OPTIONS);
        twins.write("zeros", RandomRows.EDGE_TYPES, RandomRows.edges().subList(0, 2), Rows.OPTIONS);
        twins.write("decimals", RandomRows.EVERY_PRECISION, RandomRows.decimals(), Rows.OPTIONS);
        twins.write("long texts", Rows.schema(ColumnType.TEXT), RandomRows.longTexts(), Rows.OPTIONS);
        twins.write("unicode", Rows.schema(ColumnType.TEXT), unicode(), SMALL_GROUPS);
        twins.write("no rows", RandomRows.EVERY_TYPE, List.of(), Rows.OPTIONS);
    }

    /** Texts of any code points, up to three times as long as what statistics keep. */
    private static List<List<Object>> unicode() {
        Random random = new Random(14);
        return IntStream.range(0, 12_000)
                .mapToObj(row -> random.ints(0, 0x10FFFF)
                        .filter(point -> point < 0xD800 || point > 0xDFFF)
                        .limit(random.nextInt(row < 6000 ? 12 : 60))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .map(text -> List.<Object>of(text))
                .toList();
    }

    private void write(String name, Schema schema, List<List<Object>> rows, FileOptions options) throws IOException {
        Files.write(folder.resolve(name + ".parquet"), Rows.file(schema, rows, 4096, options));
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve(name + ".jsonl"))) {
            line(
                    out,
                    schema.columns().stream()
                            .map(column -> column.type().toString())
                            .toList());
            for (List<Object> row : rows) {
                line(out, row.stream().map(TwinFiles::text).toList());
            }
        }
    }

    private void line(BufferedWriter out, List<String> cells) throws IOException {
        out.write(json.writeValueAsString(cells));
        out.newLine();
    }

    private static String text(Object cell) {
        if (cell == null) {
            return null;
        }
        return cell instanceof Double number ? Long.toHexString(Double.doubleToRawLongBits(number)) : cell.toString();
    }
}
