package dev.ingest.parquet;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Parquet's words for what lands, for the documentation. */
public final class ParquetTypes {
    private ParquetTypes() {}

    /** Physical type and annotation: {@code INT64 TIMESTAMP(MICROS,true)}. */
    public static String of(ColumnType type) {
        PrimitiveType parquet = FileSchema.type(new Column("c", type, Nullability.NULLABLE));
        String physical = parquet.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY
                ? "FIXED(" + parquet.getTypeLength() + ")"
                : parquet.getPrimitiveTypeName().name();
        return parquet.getLogicalTypeAnnotation() == null
                ? physical
                : physical + " " + parquet.getLogicalTypeAnnotation();
    }
}
