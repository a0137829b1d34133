package dev.ingest.source;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.data.Schema;
import dev.ingest.job.PlannedColumn;
import dev.ingest.job.Reading;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** Hands on rows of test data: the table's own, and behind them what is nested in them. Columns come as rows have them. */
final class MemoryReader implements BatchReader {
    private final Reading reading;
    private final Set<String> declared;
    private final List<Map<String, Object>> rows;
    /** Is told each row's place before it is read, and throws where reading ends there. */
    private final IntConsumer before;

    private final Map<List<String>, Schema> nested = new HashMap<>();
    private final Queue<TableBatch> ready = new ArrayDeque<>();
    private Schema own;
    private int next;

    MemoryReader(MemoryTable table, Reading reading, List<Map<String, Object>> rows, IntConsumer before) {
        this.reading = reading;
        this.declared = table.columns().stream().map(SourceColumn::name).collect(Collectors.toSet());
        this.rows = rows;
        this.before = before;
        this.own = reading.schema();
    }

    @Override
    public Optional<TableBatch> read(ColumnBatch spare, long maxBytes) {
        if (!ready.isEmpty()) {
            return Optional.of(ready.remove());
        }
        ColumnBatch batch = own.equals(spare.schema()) ? spare : new ColumnBatch(own, spare.capacity());
        Map<List<String>, List<Within>> within = new LinkedHashMap<>();
        while (next < rows.size() && batch.rows() < batch.capacity() && batch.bytes() < maxBytes) {
            before.accept(next);
            Map<String, Object> row = rows.get(next);
            Schema wider = widened(own, row, declared);
            if (!wider.equals(own)) {
                if (batch.rows() > 0) {
                    break;
                }
                own = wider;
                batch = new ColumnBatch(own, spare.capacity());
            }
            append(batch, row, sources());
            collect(List.of(), row, batch.rows() - 1, within);
            next++;
        }
        within.forEach((path, found) -> ready.add(new TableBatch(
                path, nested(path, found.stream().map(Within::row).toList()), roots(found))));
        return batch.rows() > 0 ? Optional.of(TableBatch.own(batch)) : Optional.empty();
    }

    @Override
    public void close() {}

    /** The keys of the own table's columns, in the batch's order. */
    private List<String> sources() {
        List<String> keys = new ArrayList<>(
                reading.columns().stream().map(PlannedColumn::source).toList());
        own.columns().subList(keys.size(), own.size()).forEach(column -> keys.add(column.name()));
        return keys;
    }

    private ColumnBatch nested(List<String> path, List<Map<String, Object>> found) {
        Schema schema = nested.getOrDefault(path, new Schema(List.of()));
        for (Map<String, Object> row : found) {
            schema = widened(schema, row, Set.of());
        }
        nested.put(path, schema);
        ColumnBatch batch = new ColumnBatch(schema, found.size());
        List<String> keys = schema.columns().stream().map(Column::name).toList();
        found.forEach(row -> append(batch, row, keys));
        return batch;
    }

    /** A nested row, and the position of the own row that it belongs to. */
    private record Within(Map<String, Object> row, int root) {}

    private static RootRows roots(List<Within> found) {
        return RootRows.of(found.stream().mapToInt(Within::root).toArray(), found.size());
    }

    private static void collect(
            List<String> path, Map<String, Object> row, int root, Map<List<String>, List<Within>> within) {
        row.forEach((key, value) -> {
            if (value instanceof List<?> list) {
                List<String> deeper = new ArrayList<>(path);
                deeper.add(key);
                for (Object element : list) {
                    @SuppressWarnings("unchecked")
                    Map<String, Object> inner = (Map<String, Object>) element;
                    within.computeIfAbsent(deeper, none -> new ArrayList<>()).add(new Within(inner, root));
                    collect(deeper, inner, root, within);
                }
            }
        });
    }

    private static Schema widened(Schema schema, Map<String, Object> row, Set<String> known) {
        List<Column> columns = new ArrayList<>(schema.columns());
        row.forEach((key, value) -> {
            if (value != null
                    && !(value instanceof List)
                    && !known.contains(key)
                    && schema.indexOf(key).isEmpty()) {
                columns.add(new Column(key, type(value), Nullability.NULLABLE));
            }
        });
        return new Schema(columns);
    }

    private static ColumnType type(Object value) {
        if (value instanceof Long) {
            return ColumnType.INT64;
        } else if (value instanceof BigDecimal) {
            return new ColumnType.Decimal(ColumnType.Decimal.MAX_DIGITS, 9);
        }
        return value instanceof LocalDateTime ? ColumnType.TIMESTAMP : ColumnType.TEXT;
    }

    private static void append(ColumnBatch batch, Map<String, Object> row, List<String> keys) {
        for (int i = 0; i < keys.size(); i++) {
            MemoryValue.append(batch, i, row.get(keys.get(i)));
        }
    }
}
