package dev.ingest.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Schema;
import java.math.BigInteger;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * The physical and logical type of each column type, chosen so that Spark, Synapse, Fabric, DuckDB and dlt all read them.
 * Every column is optional: that a source declares NOT NULL is no proof that it holds.
 */
final class ParquetTypes {
    private static final int INT32_DIGITS = 9;

    private ParquetTypes() {}

    static MessageType message(Schema schema) {
        List<Type> fields = schema.columns().stream()
                .map(ParquetTypes::field)
                .map(Type.class::cast)
                .toList();
        return new MessageType("schema", fields);
    }

    /** Bytes that a decimal of {@code precision} digits takes as big-endian two's complement. */
    static int decimalBytes(int precision) {
        return BigInteger.TEN.pow(precision).subtract(BigInteger.ONE).bitLength() / Byte.SIZE + 1;
    }

    private static PrimitiveType field(Column column) {
        ColumnType type = column.type();
        if (type instanceof ColumnType.Bool) {
            return Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
        }
        if (type instanceof ColumnType.Whole whole) {
            return whole(whole.bits(), column.name());
        }
        if (type instanceof ColumnType.Floating floating) {
            return Types.optional(floating.bits() == 32 ? PrimitiveTypeName.FLOAT : PrimitiveTypeName.DOUBLE)
                    .named(column.name());
        }
        if (type instanceof ColumnType.Decimal decimal) {
            return decimal(decimal, column.name());
        }
        if (type instanceof ColumnType.Text) {
            return Types.optional(PrimitiveTypeName.BINARY).as(stringType()).named(column.name());
        }
        if (type instanceof ColumnType.Binary) {
            return Types.optional(PrimitiveTypeName.BINARY).named(column.name());
        }
        if (type instanceof ColumnType.Timestamp timestamp) {
            TimeUnit unit = timestamp.unit() == ColumnType.Timestamp.Unit.NANOS ? TimeUnit.NANOS : TimeUnit.MICROS;
            boolean utc = timestamp.zone() == ColumnType.Timestamp.Zone.UTC;
            return Types.optional(PrimitiveTypeName.INT64)
                    .as(timestampType(utc, unit))
                    .named(column.name());
        }
        return Types.optional(PrimitiveTypeName.INT32).as(dateType()).named(column.name());
    }

    private static PrimitiveType whole(int bits, String name) {
        return switch (bits) {
            case 16 ->
                Types.optional(PrimitiveTypeName.INT32).as(intType(16, true)).named(name);
            case 32 -> Types.optional(PrimitiveTypeName.INT32).named(name);
            default -> Types.optional(PrimitiveTypeName.INT64).named(name);
        };
    }

    private static PrimitiveType decimal(ColumnType.Decimal decimal, String name) {
        LogicalTypeAnnotation logical = decimalType(decimal.scale(), decimal.precision());
        if (decimal.precision() <= INT32_DIGITS) {
            return Types.optional(PrimitiveTypeName.INT32).as(logical).named(name);
        }
        if (decimal.precision() <= ColumnType.Decimal.LONG_DIGITS) {
            return Types.optional(PrimitiveTypeName.INT64).as(logical).named(name);
        }
        return Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                .length(decimalBytes(decimal.precision()))
                .as(logical)
                .named(name);
    }
}
