package dev.ingest.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Schema;
import java.math.BigInteger;
import org.apache.parquet.schema.ColumnOrder;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The table's schema in Parquet's words. Every column is optional: what a source promises need not hold tonight. */
final class FileSchema {
    private static final int INT32_DIGITS = 9;

    private FileSchema() {}

    static MessageType of(Schema schema) {
        return new MessageType(
                "table", schema.columns().stream().<Type>map(FileSchema::type).toList());
    }

    static PrimitiveType type(Column column) {
        return type(column.type(), column.name());
    }

    private static PrimitiveType type(ColumnType type, String name) {
        if (type instanceof ColumnType.Whole whole) {
            return whole(whole.bits(), name);
        } else if (type instanceof ColumnType.Decimal decimal) {
            return decimal(decimal, name);
        } else if (type instanceof ColumnType.Timestamp timestamp) {
            return Types.optional(INT64).as(annotation(timestamp)).named(name);
        } else if (type instanceof ColumnType.Floating floating) {
            return floating(floating.bits(), name);
        } else if (type instanceof ColumnType.Text) {
            return Types.optional(BINARY).as(stringType()).named(name);
        } else if (type instanceof ColumnType.Date) {
            return Types.optional(INT32).as(dateType()).named(name);
        }
        return Types.optional(type instanceof ColumnType.Bool ? BOOLEAN : BINARY)
                .named(name);
    }

    private static PrimitiveType whole(int bits, String name) {
        if (bits == 16) {
            return Types.optional(INT32).as(intType(16, true)).named(name);
        }
        return Types.optional(bits == 32 ? INT32 : INT64).named(name);
    }

    /** Readers older than the IEEE 754 total order, parquet-java's default, know no range in that order. */
    private static PrimitiveType floating(int bits, String name) {
        return Types.optional(bits == 32 ? FLOAT : DOUBLE)
                .columnOrder(ColumnOrder.typeDefined())
                .named(name);
    }

    private static LogicalTypeAnnotation annotation(ColumnType.Timestamp timestamp) {
        return timestampType(
                timestamp.zone() == ColumnType.Timestamp.Zone.UTC,
                timestamp.unit() == ColumnType.Timestamp.Unit.NANOS ? TimeUnit.NANOS : TimeUnit.MICROS);
    }

    private static PrimitiveType decimal(ColumnType.Decimal decimal, String name) {
        LogicalTypeAnnotation annotation = decimalType(decimal.scale(), decimal.precision());
        if (decimal.precision() > ColumnType.Decimal.LONG_DIGITS) {
            return Types.optional(FIXED_LEN_BYTE_ARRAY)
                    .length(bytes(decimal.precision()))
                    .as(annotation)
                    .named(name);
        }
        PrimitiveTypeName physical = decimal.precision() <= INT32_DIGITS ? INT32 : INT64;
        return Types.optional(physical).as(annotation).named(name);
    }

    /** The least length whose two's complement holds every number of {@code digits} digits. */
    static int bytes(int digits) {
        return BigInteger.TEN.pow(digits).subtract(BigInteger.ONE).bitLength() / 8 + 1;
    }
}
