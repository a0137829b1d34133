package dev.ingest.source.rest.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ingest.data.ColumnType;
import java.io.IOException;

/** What a value is that the type of its column does not hold: it lands in a column beside it, named as dlt does. */
enum Variant {
    TEXT("text"),
    BIGINT("bigint"),
    DECIMAL("decimal"),
    BOOL("bool"),
    JSON("json");

    private final String dltType;

    Variant(String dltType) {
        this.dltType = dltType;
    }

    static Variant of(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_TRUE, VALUE_FALSE -> BOOL;
            case VALUE_NUMBER_FLOAT -> DECIMAL;
            case VALUE_NUMBER_INT -> parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? DECIMAL : BIGINT;
            case START_OBJECT, START_ARRAY -> JSON;
            default -> TEXT;
        };
    }

    /** The name of the column beside {@code column}. */
    String of(String column) {
        return column + "__v_" + dltType;
    }

    ColumnType type(RecordTypes types) {
        return switch (this) {
            case TEXT -> ColumnType.TEXT;
            case BIGINT -> ColumnType.INT64;
            case DECIMAL -> types.number();
            case BOOL -> ColumnType.BOOL;
            case JSON -> ColumnType.JSON;
        };
    }
}
