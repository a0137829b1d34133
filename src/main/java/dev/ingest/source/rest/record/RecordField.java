package dev.ingest.source.rest.record;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A field of the records: what its values become. */
final class RecordField {
    /** The fields of an object, by the names that the API gives them. */
    static final class Fields {
        private final RecordTable table;
        private final String prefix;
        private final RecordTypes types;
        private final Map<String, RecordField> fields = new LinkedHashMap<>();
        private long instance;

        /** @param prefix what stands before the names in the lake; empty for those of a row */
        Fields(RecordTable table, String prefix, RecordTypes types) {
            this.table = table;
            this.prefix = prefix;
            this.types = types;
        }

        /** Another object of these fields begins. */
        long begin() {
            return ++instance;
        }

        RecordField field(String name) {
            RecordField field = fields.get(name);
            if (field == null) {
                table.addField(prefix + name);
                field = new RecordField(this, landed(name));
                fields.put(name, field);
            }
            return field;
        }

        private String landed(String name) {
            return prefix + types.naming().of(name.isBlank() ? "_empty" : name);
        }

        RecordTable table() {
            return table;
        }

        /** The columns of the values that were seen, those of objects within included. */
        Stream<Column> columns(RecordTypes of) {
            return fields.values().stream()
                    .flatMap(field -> Stream.concat(
                            field.seen.isEmpty()
                                    ? Stream.empty()
                                    : Stream.of(new Column(field.landed, field.seen.type(of), Nullability.NULLABLE)),
                            field.object == null ? Stream.empty() : field.object.columns(of)));
        }
    }

    private final Fields around;
    private final String landed;
    private final SeenValues seen = new SeenValues();
    private @Nullable ColumnSink sink;
    private @Nullable Fields object;
    private @Nullable Fields items;
    private final boolean leftOut;
    private long instance;

    private RecordField(Fields around, String landed) {
        this.around = around;
        this.landed = landed;
        this.sink = around.table.find(landed).orElse(null);
        this.leftOut = around.table.leavesOut(landed);
    }

    String landed() {
        return landed;
    }

    /** Whether the object {@code of} has it twice. */
    boolean isRepeated(long of) {
        boolean repeated = instance == of;
        instance = of;
        return repeated;
    }

    SeenValues seen() {
        return seen;
    }

    /** The column that it lands in, if there is one by now. */
    Optional<ColumnSink> sink() {
        return Optional.ofNullable(sink);
    }

    /** The column that it lands in from now on. */
    ColumnSink sink(ColumnType type) {
        ColumnSink made = around.table.sink(landed, type);
        sink = made;
        return made;
    }

    /** Whether nested data of it lands as JSON text: somebody said so. */
    boolean isJson() {
        return sink != null && sink.column().type().equals(ColumnType.JSON);
    }

    /** Whether users named the columns that they want, and not this one. */
    boolean isUnnamed() {
        return sink == null && !around.table.takesOthers();
    }

    /** Whether users left it out. */
    boolean isLeftOut() {
        return leftOut;
    }

    /** The fields of the object that it holds: they land in the same row. */
    Fields object() {
        if (object == null) {
            object = new Fields(around.table, landed + "__", around.types);
        }
        return object;
    }

    /** The fields of the rows that its list becomes. */
    Fields items(Tables tables) {
        if (items == null) {
            items = new Fields(tables.below(around.table, landed), "", around.types);
        }
        return items;
    }

    /** Makes the tables of nested data. */
    interface Tables {
        RecordTable below(RecordTable parent, String name);
    }
}
