package dev.ingest.source.rest.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ingest.data.BytesVector;
import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Schema;
import dev.ingest.data.Vector;
import dev.ingest.job.RowIdColumn;
import dev.ingest.source.TableBatch;
import dev.ingest.source.rest.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Turns records into rows: of the load's own table, and of tables for the lists within them. A field that has no column
 * yet is looked at on the whole page before its type is decided.
 */
public final class RecordRows {
    private static final String VALUE = "value";
    private static final String LIST = "list";
    private static final int NESTED_CAPACITY = 4_096;

    private final RecordTypes types;
    private final Map<List<String>, Schema> stored;
    private final RowIds ids;
    private final ValueText text = new ValueText();
    private final PlainNumber number = new PlainNumber();
    private final IsoTime time = new IsoTime();
    private final Map<List<String>, RecordTable> tables = new LinkedHashMap<>();
    private final RecordTable own;
    private final RecordField.Fields fields;
    private boolean surveyed;

    /** The records of a page, from the first on, as often as they are wanted. */
    @FunctionalInterface
    public interface Page {
        RecordCursor records() throws IOException;
    }

    /**
     * Rows without columns that are known before the first record; for asking what the records are.
     *
     * @param types what users chose about columns
     */
    public RecordRows(RecordTypes types) {
        this(new Schema(List.of()), Map.of(), FieldChoice.ALL, types, 1, 0);
    }

    /**
     * @param schema the columns of the load's own table
     * @param stored those of nested tables, as the lake stores them, by path
     * @param choice the fields that users want
     * @param capacity rows a batch
     * @param seed of the rows' ids
     */
    public RecordRows(
            Schema schema,
            Map<List<String>, Schema> stored,
            FieldChoice choice,
            RecordTypes types,
            int capacity,
            long seed) {
        this.types = types;
        this.stored = stored;
        this.ids = new RowIds(seed);
        this.own = new RecordTable(List.of(), schema, choice, types, ids, text, capacity);
        this.fields = new RecordField.Fields(own, "", types);
    }

    /** Has records refused whose value for {@code column} is of another type than the column. */
    public void demand(String column) {
        own.demand(column);
    }

    /** Rows of the load's own table go to {@code spare} from now on, where its columns are all that there are. */
    public void begin(ColumnBatch spare) {
        own.begin(spare);
    }

    /** Another page begins. */
    public void beginPage() {
        surveyed = false;
    }

    /**
     * Appends the record that the parser stands at, and ends at its last token.
     *
     * @param page the records around it
     * @param added values that its row has too, by the name of their field
     * @throws RecordFault when it cannot land
     */
    public void append(JsonParser parser, Page page, Map<String, JsonNode> added) throws IOException {
        Filling filling = new Filling(page);
        own.beginRow(0);
        record(parser, fields, types.depth(), filling);
        for (Map.Entry<String, JsonNode> value : added.entrySet()) {
            add(value.getKey(), value.getValue(), filling);
        }
        own.endRow();
    }

    private void add(String name, JsonNode value, Visit visit) throws IOException {
        RecordField field = fields.field(name);
        for (Visit each : field.sink().isPresent() ? List.of(visit) : List.of(new Looking(), visit)) {
            try (JsonParser parser = value.traverse(Json.TREES)) {
                parser.nextToken();
                value(parser, field, fields, types.depth(), each);
            }
        }
    }

    /** Appends a row that holds {@code body} as it stands in the column {@code name}. */
    public void appendWhole(String name, byte[] body) {
        own.beginRow(0);
        ColumnSink sink = own.sink(name, ColumnType.JSON);
        ((BytesVector) sink.vector()).append(body, 0, body.length);
        sink.filled(own.row());
        own.endRow();
    }

    /** The values so far of the column that lands as {@code name}. */
    public Vector values(String name) {
        return own.find(name).orElseThrow().vector();
    }

    /**
     * The columns of the load's own table that the records of {@code page} have, as they would land.
     *
     * @param added values that rows have too, by the name of their field
     */
    public List<Column> columns(Page page, Map<String, JsonNode> added) throws IOException {
        survey(page);
        for (Map.Entry<String, JsonNode> value : added.entrySet()) {
            add(value.getKey(), value.getValue(), new Looking());
        }
        List<Column> columns = new ArrayList<>();
        fields.columns(types).forEach(columns::add);
        columns.add(RowIdColumn.COLUMN);
        return columns;
    }

    /** Rows of the load's own table that wait to be taken. */
    public int rows() {
        return own.row() + 1;
    }

    /** Bytes that all rows take that wait to be taken. */
    public long bytes() {
        long bytes = own.bytes();
        for (RecordTable table : tables.values()) {
            bytes += table.bytes();
        }
        return bytes;
    }

    /** All rows, those of the load's own table first. {@link #begin} before the next record. */
    public List<TableBatch> take() {
        List<TableBatch> taken = new ArrayList<>(own.take());
        tables.values().forEach(table -> taken.addAll(table.take()));
        return taken;
    }

    /** What becomes of the values of a record. */
    private interface Visit {
        void scalar(RecordField field, RecordField.Fields around, JsonParser parser, JsonToken token)
                throws IOException;

        void beginItem(RecordField.Fields items, RecordTable parent, long index);

        void endItem(RecordField.Fields items);
    }

    private void survey(Page page) throws IOException {
        if (!surveyed) {
            surveyed = true;
            Looking looking = new Looking();
            try (RecordCursor records = page.records()) {
                for (Optional<JsonParser> next = records.next(); next.isPresent(); next = records.next()) {
                    record(next.get(), fields, types.depth(), looking);
                }
            }
        }
    }

    private void record(JsonParser parser, RecordField.Fields of, int depth, Visit visit) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            object(parser, of, depth, visit);
        } else {
            value(parser, of.field(VALUE), of, depth, visit);
        }
    }

    private void object(JsonParser parser, RecordField.Fields of, int depth, Visit visit) throws IOException {
        long instance = of.begin();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            RecordField field = of.field(parser.currentName());
            if (field.isRepeated(instance)) {
                throw new RecordFault("a record has the field '" + parser.currentName()
                        + "' twice, and which value counts is not said. Have the API mend it.");
            }
            parser.nextToken();
            value(parser, field, of, depth, visit);
        }
    }

    private void value(JsonParser parser, RecordField field, RecordField.Fields around, int depth, Visit visit)
            throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        boolean taken = token.isStructStart() && depth > 0 && !field.isJson();
        boolean isObject = taken && token == JsonToken.START_OBJECT;
        if (field.isLeftOut() || (!isObject && field.isUnnamed())) {
            parser.skipChildren();
        } else if (!taken) {
            visit.scalar(field, around, parser, token);
        } else if (isObject) {
            object(parser, field.object(), depth - 1, visit);
        } else {
            list(parser, field.items(this::below), around.table(), depth - 1, visit);
        }
    }

    private void list(JsonParser parser, RecordField.Fields items, RecordTable parent, int depth, Visit visit)
            throws IOException {
        long index = 0;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            visit.beginItem(items, parent, index++);
            if (token == JsonToken.START_OBJECT) {
                object(parser, items, depth, visit);
            } else {
                items.begin();
                value(parser, items.field(token == JsonToken.START_ARRAY ? LIST : VALUE), items, depth, visit);
            }
            visit.endItem(items);
        }
    }

    private RecordTable below(RecordTable parent, String name) {
        List<String> path =
                Stream.concat(parent.path().stream(), Stream.of(name)).toList();
        return tables.computeIfAbsent(path, ignored -> {
            List<Column> columns = new ArrayList<>(
                    stored.getOrDefault(path, new Schema(List.of())).columns());
            for (Column linking : List.of(RowIdColumn.PARENT, RowIdColumn.LIST_INDEX, RowIdColumn.COLUMN)) {
                if (columns.stream().noneMatch(column -> column.name().equals(linking.name()))) {
                    columns.add(linking);
                }
            }
            Schema known = new Schema(columns);
            RecordTable table = new RecordTable(path, known, FieldChoice.ALL, types, ids, text, NESTED_CAPACITY);
            table.begin(new ColumnBatch(known, NESTED_CAPACITY));
            return table;
        });
    }

    /** Values become those of rows. */
    private final class Filling implements Visit {
        private final Page page;

        Filling(Page page) {
            this.page = page;
        }

        @Override
        public void scalar(RecordField field, RecordField.Fields around, JsonParser parser, JsonToken token)
                throws IOException {
            ColumnSink sink = field.sink().orElse(null);
            if (sink == null) {
                survey(page);
                sink = field.sink(field.seen().type(types));
            }
            around.table().append(sink, parser, token);
        }

        @Override
        public void beginItem(RecordField.Fields items, RecordTable parent, long index) {
            items.table().beginRow(own.row());
            items.table().link(parent, index);
        }

        @Override
        public void endItem(RecordField.Fields items) {
            items.table().endRow();
        }
    }

    /** Values are only looked at. */
    private final class Looking implements Visit {
        @Override
        public void scalar(RecordField field, RecordField.Fields around, JsonParser parser, JsonToken token)
                throws IOException {
            if (field.sink().isEmpty()) {
                field.seen().add(parser, token, number, time);
            }
            parser.skipChildren();
        }

        @Override
        public void beginItem(RecordField.Fields items, RecordTable parent, long index) {}

        @Override
        public void endItem(RecordField.Fields items) {}
    }
}
