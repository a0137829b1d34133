package dev.ingest.commit.state;

import dev.ingest.data.ColumnChange;
import dev.ingest.job.LoadId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a load does to the lake, written before it does it: the intent of a load in progress, the manifest of a
 * finished one.
 *
 * @param load its identifier
 * @param job whose load it is
 * @param made when the intent was written
 * @param counts what it read and dropped
 * @param tables its data
 * @param replaced files of older loads that go once it counts, from the store's root
 * @param changes columns that are not as the load before left them; none in manifests that do not tell
 * @param progress absent when the load moves no watermark
 * @param metadata its files beside the data
 * @param audit its line in the audit
 */
public record Manifest(
        LoadId load,
        LoadedJob job,
        Instant made,
        RowCounts counts,
        List<LandedTable> tables,
        List<String> replaced,
        List<ColumnChange> changes,
        Optional<CursorProgress> progress,
        MetadataFiles metadata,
        AuditEntry audit) {
    public Manifest {
        tables = List.copyOf(tables);
        replaced = List.copyOf(replaced);
        changes = List.copyOf(changes);
    }

    /** The files of all tables. */
    public List<LandedFile> files() {
        return tables.stream().flatMap(table -> table.files().stream()).toList();
    }

    /** Rows of the load's own table that landed. */
    public long rows() {
        return tables.stream()
                .filter(table -> table.parent().isEmpty())
                .flatMap(table -> table.files().stream())
                .mapToLong(LandedFile::rows)
                .sum();
    }

    /** This load with the line that stands in the audit. */
    public Manifest audited(String line) {
        return new Manifest(
                load,
                job,
                made,
                counts,
                tables,
                replaced,
                changes,
                progress,
                metadata,
                new AuditEntry(audit.day(), line));
    }

    /** The content of the intent and of the manifest. */
    public byte[] json() {
        return ManifestJson.write(this);
    }

    /** The manifest in {@code json}; empty when it does not parse, which means that it is absent. */
    public static Optional<Manifest> parse(byte[] json) {
        return ManifestJson.read(json);
    }
}
