package dev.ingest.commit.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import java.util.List;

/** One column in dlt's schema: our type as dlt's data type with its hints, and back. */
final class ColumnHints {
    /** Ours: the source no longer has the column; older files do. */
    private static final String GONE = "x-ingest-gone";

    /** Written new each time; whatever else a column carries stays. */
    private static final List<String> OURS = List.of(
            "data_type", "precision", "scale", "timezone", "primary_key", "incremental", "partition", "cluster", GONE);

    private ColumnHints() {}

    /** Sets name, type and nullability of {@code column} in {@code node}. */
    static void write(ObjectNode node, Column column) {
        node.remove(OURS);
        node.put("name", column.name());
        node.put("nullable", column.nullability() == Nullability.NULLABLE);
        ColumnType type = column.type();
        node.put("data_type", dataType(type));
        if (type instanceof ColumnType.Whole whole && whole.bits() < 64) {
            node.put("precision", whole.bits());
        } else if (type instanceof ColumnType.Floating floating && floating.bits() == 32) {
            node.put("precision", 32);
        } else if (type instanceof ColumnType.Decimal decimal) {
            node.put("precision", decimal.precision());
            node.put("scale", decimal.scale());
        } else if (type instanceof ColumnType.Timestamp timestamp) {
            node.put("precision", timestamp.unit() == ColumnType.Timestamp.Unit.NANOS ? 9 : 6);
            if (timestamp.zone() == ColumnType.Timestamp.Zone.NAIVE) {
                node.put("timezone", false);
            }
        }
    }

    /** What dlt adds to the column of load ids. */
    static void loadId(ObjectNode node) {
        node.put("precision", 64);
        node.put("description", "Load identifier linking this row to its load operation");
    }

    /** Marks a column that new files lack. */
    static void gone(ObjectNode node) {
        node.put("nullable", true);
        node.put(GONE, true);
    }

    static boolean isGone(JsonNode node) {
        return node.path(GONE).asBoolean(false);
    }

    static Column read(String name, JsonNode node) {
        Nullability nullability = node.path("nullable").asBoolean(true) ? Nullability.NULLABLE : Nullability.REQUIRED;
        return new Column(name, type(node), nullability);
    }

    private static String dataType(ColumnType type) {
        if (type instanceof ColumnType.Text text) {
            return text.content() == ColumnType.Text.Content.JSON ? "json" : "text";
        }
        if (type instanceof ColumnType.Bool) {
            return "bool";
        }
        if (type instanceof ColumnType.Whole) {
            return "bigint";
        }
        if (type instanceof ColumnType.Floating) {
            return "double";
        }
        if (type instanceof ColumnType.Decimal) {
            return "decimal";
        }
        if (type instanceof ColumnType.Binary) {
            return "binary";
        }
        return type instanceof ColumnType.Date ? "date" : "timestamp";
    }

    private static ColumnType type(JsonNode node) {
        int precision = node.path("precision").asInt(0);
        return switch (node.path("data_type").asText("text")) {
            case "bool" -> ColumnType.BOOL;
            case "bigint" -> precision == 16 || precision == 32 ? new ColumnType.Whole(precision) : ColumnType.INT64;
            case "double" -> precision == 32 ? ColumnType.FLOAT : ColumnType.DOUBLE;
            case "decimal" -> decimal(node, precision);
            case "wei" -> new ColumnType.Decimal(38, 0);
            case "binary" -> ColumnType.BINARY;
            case "date" -> ColumnType.DATE;
            case "json", "complex" -> ColumnType.JSON;
            case "timestamp" -> timestamp(node, precision);
            default -> ColumnType.TEXT;
        };
    }

    /** dlt's decimals have up to 76 digits, and 38 with 9 of them fractional where nothing is said. */
    private static ColumnType decimal(JsonNode node, int precision) {
        if (precision < 1) {
            return new ColumnType.Decimal(38, 9);
        }
        int digits = Math.min(precision, ColumnType.Decimal.MAX_DIGITS);
        int scale = Math.max(0, node.path("scale").asInt(0));
        return new ColumnType.Decimal(digits, Math.min(scale, digits));
    }

    private static ColumnType timestamp(JsonNode node, int precision) {
        return new ColumnType.Timestamp(
                precision > 6 ? ColumnType.Timestamp.Unit.NANOS : ColumnType.Timestamp.Unit.MICROS,
                node.path("timezone").asBoolean(true)
                        ? ColumnType.Timestamp.Zone.UTC
                        : ColumnType.Timestamp.Zone.NAIVE);
    }
}
