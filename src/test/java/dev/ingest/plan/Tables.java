package dev.ingest.plan;

import dev.ingest.data.Nullability;
import dev.ingest.job.Snapshot;
import dev.ingest.job.name.TableName;
import dev.ingest.source.Extent;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Tables as a source would describe them. */
final class Tables {
    private final List<SourceColumn> columns = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final Set<String> unique = new HashSet<>();
    private final List<Extent> extents = new ArrayList<>();

    /** {@code orders} with a column for each kind of cursor. */
    static Tables orders() {
        return new Tables()
                .column("id", "int64")
                .column("placed", "date")
                .column("shipped", "timestamp")
                .column("updated_at", "timestamptz")
                .column("amount", "decimal")
                .column("note", "text")
                .column("version", "rowversion");
    }

    static Tables empty() {
        return new Tables();
    }

    Tables column(String name, String type) {
        OptionalInt precision = type.startsWith("timestamp") ? OptionalInt.of(6) : OptionalInt.empty();
        columns.add(new SourceColumn(name, type, type, precision, OptionalInt.empty(), Nullability.NULLABLE));
        return this;
    }

    Tables key(String... names) {
        keys.addAll(List.of(names));
        return this;
    }

    Tables unique(String name) {
        unique.add(name);
        return this;
    }

    Tables sliceable() {
        extents.add(new Extent(TableName.exact("public", "orders"), 1_000));
        return this;
    }

    SourceDescription described() {
        return new SourceDescription(
                TableName.exact("public", "orders"), columns, keys, unique, extents, new Snapshot.Shared("snapshot-1"));
    }
}
