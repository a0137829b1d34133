package dev.ingest.source;

import dev.ingest.job.ApiKind;
import dev.ingest.job.SourceType;
import dev.ingest.job.name.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Test data that can all that sources can. */
class MemorySourceContractTest extends SourceContract {
    private final MemoryDatabase database = database();

    MemoryDatabase database() {
        return MemoryDatabase.able();
    }

    @Override
    protected SourceType type() {
        return ApiKind.REST;
    }

    @Override
    protected Connector open() {
        return new MemoryConnector(database);
    }

    @Override
    protected Connector openToNobody() {
        return MemoryConnector.toNobody();
    }

    @Override
    protected void create(TestTable table) {
        database.put(MemoryTable.flat(
                table.name(),
                table.columns().stream()
                        .map(column -> MemoryTable.column(
                                column.name(), column.kind().name().toLowerCase(Locale.ROOT)))
                        .toList(),
                rows(table)));
    }

    private static List<Map<String, Object>> rows(TestTable table) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (List<Object> values : table.rows()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                row.put(table.columns().get(i).name(), values.get(i));
            }
            rows.add(row);
        }
        return rows;
    }

    @Override
    protected void insert(TestTable more) {
        database.insert(more.name(), rows(more));
    }

    @Override
    protected void drop(TableName table) {
        database.drop(table.table());
    }

    @Override
    protected TableName createEndless() {
        database.put(MemoryTable.endless("endless"));
        return TableName.exact("endless");
    }

    @Override
    protected TableName createHanging() {
        database.put(MemoryTable.endless("hanging").hangingAt(7));
        return TableName.exact("hanging");
    }

    @Override
    protected void awaitHang() throws InterruptedException {
        database.awaitHang();
    }

    @Override
    protected Optional<TableName> createNested() {
        database.put(MemoryTable.nested(
                "orders",
                List.of(MemoryTable.column("id", "whole")),
                List.of(
                        Map.of("id", 1L, "items", List.of(Map.of("sku", "a"), Map.of("sku", "b"))),
                        Map.of("id", 2L, "note", "late", "items", List.of(Map.of("sku", "c", "count", 3L))))));
        return Optional.of(TableName.exact("orders"));
    }
}
