package dev.ingest.commit.state;

import dev.ingest.job.JobKey;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a load does to the lake, written before it does it: the intent of a load in progress, the manifest of a
 * finished one.
 *
 * @param load its identifier
 * @param key its job
 * @param job the job as the audit calls it
 * @param type how much was read
 * @param made when the intent was written
 * @param rowsRead rows that came from the source
 * @param rowsDropped rows read again that an earlier load had landed
 * @param files its data
 * @param replaced files of older loads that go once it counts, from the store's root
 * @param progress absent when the load moves no watermark
 * @param metadata its files beside the data
 * @param audit its line in the audit
 */
public record Manifest(
        LoadId load,
        JobKey key,
        String job,
        LoadType type,
        Instant made,
        long rowsRead,
        long rowsDropped,
        List<LandedFile> files,
        List<String> replaced,
        Optional<Progress> progress,
        MetadataFiles metadata,
        AuditEntry audit) {
    public Manifest {
        files = List.copyOf(files);
        replaced = List.copyOf(replaced);
    }

    /** Rows that landed. */
    public long rows() {
        return files.stream().mapToLong(LandedFile::rows).sum();
    }

    /** This load with the line that stands in the audit. */
    public Manifest audited(String line) {
        return new Manifest(
                load,
                key,
                job,
                type,
                made,
                rowsRead,
                rowsDropped,
                files,
                replaced,
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
