package dev.ingest.commit.state;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The name of a {@code _dlt_pipeline_state} or {@code _dlt_version} file: {@code owner__moment__hash.jsonl}. Read from the
 * right, since older names hold {@code __} themselves.
 *
 * @param owner pipeline or schema
 * @param moment load id or unix seconds
 * @param hash the schema's hash in hex
 */
record MetadataName(String owner, String moment, String hash) {

    static Optional<MetadataName> parse(String fileName) {
        if (!fileName.endsWith(DatasetTree.JSONL)) {
            return Optional.empty();
        }
        String base = fileName.substring(0, fileName.length() - DatasetTree.JSONL.length());
        int last = base.lastIndexOf("__");
        int middle = last < 1 ? -1 : base.lastIndexOf("__", last - 2);
        if (middle < 1 || !base.substring(middle + 2, last).matches("\\d+(\\.\\d+)?")) {
            return Optional.empty();
        }
        return Optional.of(new MetadataName(
                base.substring(0, middle), base.substring(middle + 2, last), base.substring(last + 2)));
    }

    String fileName() {
        return owner + "__" + moment + "__" + hash + DatasetTree.JSONL;
    }

    BigDecimal seconds() {
        return new BigDecimal(moment);
    }
}
