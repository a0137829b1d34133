package dev.ingest.commit.state;

import dev.ingest.job.LoadId;
import dev.ingest.job.StagingTicket;
import dev.ingest.landing.LandingPath;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a dataset keeps what is not data, as paths from the store's root. Nothing of it stands in a table's folder: dlt
 * and every reader take whatever is there for data.
 *
 * @param dataset the dataset's folder
 */
public record DatasetTree(String dataset) {
    static final String JSONL = ".jsonl";

    /** dlt's storage version file. */
    public String init() {
        return dataset + "/init";
    }

    public String loads() {
        return dataset + "/_dlt_loads";
    }

    public String states() {
        return dataset + "/_dlt_pipeline_state";
    }

    public String versions() {
        return dataset + "/_dlt_version";
    }

    /** Tables of schemas that no whole schema holds yet. */
    public String schemaParts() {
        return dataset + "/_ingest/schemas";
    }

    /** The marker that makes a load count. */
    public String marker(String schema, LoadId load) {
        return loads() + "/" + schema + "__" + load + JSONL;
    }

    /** The folder of files that are not yet part of the lake. */
    public String staging() {
        return dataset + "/" + LandingPath.STAGING;
    }

    public String staging(StagingTicket ticket) {
        return staging() + "/" + ticket.folder();
    }

    /** The folder that a load was staged in. */
    public String staging(Manifest load) {
        return load.files().stream()
                .map(file -> LandingPath.folder(file.staged()))
                .findFirst()
                .orElse(staging() + "/" + load.load());
    }

    /** The marker before it counts; who deletes it here has kept the load from ever counting. */
    public String stagedMarker(Manifest load) {
        return staging(load) + "/_marker" + JSONL;
    }

    public String stagedHashes(Manifest load) {
        return staging(load) + "/_hashes";
    }

    public String stagedVersion(Manifest load) {
        return staging(load) + "/_version" + JSONL;
    }

    public String stagedState(Manifest load) {
        return staging(load) + "/_state" + JSONL;
    }

    /** Small files on their way to their names; only a crash leaves one. */
    public String newFiles() {
        return dataset + "/" + LandingPath.NEW_FILES;
    }

    /** A whole schema on its way to {@code path}, when it belongs to no load. */
    public String stagedSchema(String path) {
        return staging() + path.substring(path.lastIndexOf('/'));
    }

    /** Replaced files that could not be deleted, a list a load. */
    public String undeleted() {
        return dataset + "/_ingest/undeleted";
    }

    public String undeleted(LoadId load) {
        return undeleted() + "/" + load + ".json";
    }

    /** Intents of loads in progress. */
    public String open() {
        return dataset + "/_ingest/open";
    }

    public String intent(LoadId load) {
        return open() + "/" + load + ".json";
    }

    /** Manifests of finished loads, in folders by year and month (UTC) of the load id. */
    public String manifests() {
        return dataset + "/_ingest/loads";
    }

    public String manifest(LoadId load) {
        return manifests(YearMonth.from(load.instant().atOffset(ZoneOffset.UTC))) + "/" + load + ".json";
    }

    /** Those of a month. */
    public String manifests(YearMonth month) {
        return String.format(Locale.ROOT, "%s/%04d/%02d", manifests(), month.getYear(), month.getMonthValue());
    }

    public String hashes(String table) {
        return dataset + "/_ingest/hashes/" + table;
    }

    public String hashes(String table, LoadId load) {
        return hashes(table) + "/" + load;
    }

    /** The lease's files, in a folder of their own so that a listing stays small. */
    public String lock() {
        return dataset + "/_ingest/lock";
    }

    /** The load that an intent or a manifest belongs to. */
    Optional<LoadId> loadOf(String text) {
        String name = text.endsWith(".json") ? text.substring(0, text.length() - 5) : text;
        try {
            return Optional.of(new LoadId(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
