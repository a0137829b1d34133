package dev.ingest.source.rest.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ingest.data.BytesVector;
import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.LongVector;
import dev.ingest.data.Nullability;
import dev.ingest.data.Schema;
import dev.ingest.job.RowIdColumn;
import dev.ingest.source.RootRows;
import dev.ingest.source.TableBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of one table, and its columns, of which there may be more with every record. */
final class RecordTable {
    private static final int MOST_FIELDS = 2_000;

    private final List<String> path;
    private final ValueText text;
    private final RecordTypes types;
    private final RowIds ids;
    private final FieldChoice choice;
    private final int capacity;
    private final Map<String, ColumnSink> sinks = new LinkedHashMap<>();
    private final Map<String, ColumnSink> variants = new HashMap<>();
    private final List<TableBatch> full = new ArrayList<>();
    private String cursor = "";
    private final byte[] id = new byte[RowIds.LENGTH];
    private final Optional<ColumnSink> idSink;
    private ColumnBatch batch;
    private int[] roots = new int[64];
    private int row = -1;
    private int fields;

    /**
     * @param path of nested data; empty: the load's own table
     * @param known the columns that it has before the first record
     * @param choice the fields that users want
     * @param capacity rows a batch
     */
    RecordTable(
            List<String> path,
            Schema known,
            FieldChoice choice,
            RecordTypes types,
            RowIds ids,
            ValueText text,
            int capacity) {
        this.path = path;
        this.choice = choice;
        this.types = types;
        this.ids = ids;
        this.text = text;
        this.capacity = capacity;
        known.columns().forEach(column -> sinks.put(column.name(), ColumnSink.of(column, text)));
        this.idSink = Optional.ofNullable(sinks.get(RowIdColumn.COLUMN.name()));
        this.batch = new ColumnBatch(known, 0);
    }

    /** The column whose values must all be of its type. */
    void demand(String column) {
        cursor = column;
    }

    /** Rows go to {@code spare}, an empty batch, where its columns are all that there are. */
    void begin(ColumnBatch spare) {
        batch = spare.schema().size() == sinks.size() ? spare : new ColumnBatch(schema(), capacity);
        bind();
    }

    private void bind() {
        int position = 0;
        for (ColumnSink sink : sinks.values()) {
            sink.bind(batch.vector(position++));
            sink.filled(-1);
        }
        row = -1;
    }

    /** Begins a row that belongs to row {@code root} of the load's own table. */
    void beginRow(int root) {
        if (batch.capacity() == row + 1) {
            handOver();
            batch = new ColumnBatch(schema(), capacity);
            bind();
        }
        row++;
        if (roots.length == row) {
            roots = Arrays.copyOf(roots, row * 2);
        }
        roots[row] = root;
        ids.next(id);
        idSink.ifPresent(sink -> {
            ((BytesVector) sink.vector()).append(id, 0, id.length);
            sink.filled(row);
        });
    }

    /** Fills the columns that link the row that has begun to the one that it is nested in. */
    void link(RecordTable parent, long index) {
        ColumnSink parentId = known(RowIdColumn.PARENT);
        ((BytesVector) parentId.vector()).append(parent.id, 0, parent.id.length);
        parentId.filled(row);
        ColumnSink position = known(RowIdColumn.LIST_INDEX);
        ((LongVector) position.vector()).append(index);
        position.filled(row);
    }

    private ColumnSink known(Column column) {
        ColumnSink sink = sinks.get(column.name());
        if (sink == null) {
            throw new IllegalStateException("no column " + column.name());
        }
        return sink;
    }

    /** Ends the row: what it has no value for is null. */
    void endRow() {
        for (ColumnSink sink : sinks.values()) {
            if (!sink.has(row)) {
                sink.vector().appendNull();
            }
        }
    }

    /** Another field is seen. */
    void addField(String name) {
        fields++;
        if (fields > MOST_FIELDS) {
            throw new RecordFault("its records have more than " + MOST_FIELDS + " fields, " + name
                    + " is one more. Where ids stand as keys, land the object around them as JSON text: name it in the"
                    + " table's columns as json, or set max_table_nesting.");
        }
    }

    List<String> path() {
        return path;
    }

    boolean leavesOut(String name) {
        return choice.leftOut().contains(name);
    }

    /** Whether a field that has no column yet gets one. */
    boolean takesOthers() {
        return choice.others() == FieldChoice.Others.LAND;
    }

    /** The position of the row that has begun, or ended last; -1 where there is none. */
    int row() {
        return row;
    }

    /** Appends the value that the parser stands at to {@code sink}, or where that cannot hold it to a column beside. */
    void append(ColumnSink sink, JsonParser parser, JsonToken token) throws IOException {
        if (sink.has(row)) {
            throw new RecordFault(
                    "two fields of one record would land as '" + sink.column().name()
                            + "'. Leave one of them out with the columns cell, or set naming = \"direct\".");
        }
        if (sink.append(parser, token)) {
            sink.filled(row);
            return;
        }
        if (sink.column().name().equals(cursor)) {
            throw new RecordFault(
                    "the watermark column '" + cursor + "' is " + sink.column().type() + ", and a record has "
                            + (token.isScalarValue() ? "'" + parser.getText() + "'" : "nested data")
                            + " in it. Have the API mend it, or leave such records out with filter.");
        }
        Variant variant = Variant.of(parser, token);
        ColumnSink beside = beside(sink, variant);
        if (beside.has(row) || !beside.append(parser, token)) {
            beside = beside(sink, Variant.TEXT);
            beside.append(parser, token);
        }
        beside.filled(row);
    }

    private ColumnSink beside(ColumnSink sink, Variant variant) {
        String name = variant.of(sink.column().name());
        ColumnSink known = variants.get(name);
        if (known == null) {
            known = sink(name, variant.type(types));
            variants.put(name, known);
        }
        return known;
    }

    /** The sink of the column that lands as {@code name}, if there is one by now. */
    Optional<ColumnSink> find(String name) {
        return Optional.ofNullable(sinks.get(name));
    }

    /** The sink of the column that lands as {@code name}; where there is none, it is made, of {@code type}. */
    ColumnSink sink(String name, ColumnType type) {
        ColumnSink known = sinks.get(name);
        if (known != null) {
            return known;
        }
        ColumnSink added = ColumnSink.of(new Column(name, type, Nullability.NULLABLE), text);
        sinks.put(name, added);
        widen(added);
        return added;
    }

    /** Moves the rows that the batch holds into one with a column more, null in all of them. */
    private void widen(ColumnSink added) {
        ColumnBatch wider = new ColumnBatch(schema(), Math.max(batch.capacity(), 1));
        int position = 0;
        for (ColumnSink sink : sinks.values()) {
            if (sink != added) {
                for (int i = 0; i < sink.vector().size(); i++) {
                    wider.vector(position).appendFrom(sink.vector(), i);
                }
            } else {
                for (int i = 0; i < row; i++) {
                    wider.vector(position).appendNull();
                }
            }
            sink.bind(wider.vector(position++));
        }
        batch.clear();
        batch = wider;
    }

    private Schema schema() {
        return new Schema(sinks.values().stream().map(ColumnSink::column).toList());
    }

    long bytes() {
        long bytes = batch.bytes();
        for (TableBatch each : full) {
            bytes += each.rows().bytes();
        }
        return bytes;
    }

    /** The rows of all batches; this holds none of them any more. */
    List<TableBatch> take() {
        handOver();
        List<TableBatch> taken = List.copyOf(full);
        full.clear();
        batch = new ColumnBatch(new Schema(List.of()), 0);
        row = -1;
        return taken;
    }

    private void handOver() {
        if (row >= 0) {
            full.add(new TableBatch(path, batch, path.isEmpty() ? RootRows.NONE : RootRows.of(roots, row + 1)));
        }
    }
}
