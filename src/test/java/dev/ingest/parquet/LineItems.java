package dev.ingest.parquet;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.data.Schema;
import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** TPC-H's lineitem as batches. */
final class LineItems {
    private static final ColumnType MONEY = new ColumnType.Decimal(12, 2);

    static final Schema SCHEMA = new Schema(List.of(
            column("orderkey", ColumnType.INT64),
            column("partkey", ColumnType.INT64),
            column("suppkey", ColumnType.INT64),
            column("linenumber", ColumnType.INT32),
            column("quantity", MONEY),
            column("extendedprice", MONEY),
            column("discount", MONEY),
            column("tax", MONEY),
            column("returnflag", ColumnType.TEXT),
            column("linestatus", ColumnType.TEXT),
            column("shipdate", ColumnType.DATE),
            column("commitdate", ColumnType.DATE),
            column("receiptdate", ColumnType.DATE),
            column("shipinstruct", ColumnType.TEXT),
            column("shipmode", ColumnType.TEXT),
            column("comment", ColumnType.TEXT)));

    private LineItems() {}

    private static Column column(String name, ColumnType type) {
        return new Column(name, type, Nullability.REQUIRED);
    }

    /** The first {@code count} batches of {@code rows} rows at scale factor 1. */
    static List<ColumnBatch> batches(int count, int rows) {
        Iterator<LineItem> items = new LineItemGenerator(1, 1, 1).iterator();
        List<ColumnBatch> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ColumnBatch batch = new ColumnBatch(SCHEMA, rows);
            for (int row = 0; row < rows; row++) {
                append(batch, items.next());
            }
            batches.add(batch);
        }
        return batches;
    }

    private static void append(ColumnBatch batch, LineItem item) {
        batch.longs(0).append(item.getOrderKey());
        batch.longs(1).append(item.getPartKey());
        batch.longs(2).append(item.getSupplierKey());
        batch.longs(3).append(item.getLineNumber());
        batch.longs(4).append(item.getQuantity() * 100);
        batch.longs(5).append(item.getExtendedPriceInCents());
        batch.longs(6).append(item.getDiscountPercent());
        batch.longs(7).append(item.getTaxPercent());
        batch.bytes(8).append(item.getReturnFlag());
        batch.bytes(9).append(item.getStatus());
        batch.longs(10).append(item.getShipDate());
        batch.longs(11).append(item.getCommitDate());
        batch.longs(12).append(item.getReceiptDate());
        batch.bytes(13).append(item.getShipInstructions());
        batch.bytes(14).append(item.getShipMode());
        batch.bytes(15).append(item.getComment());
    }
}
