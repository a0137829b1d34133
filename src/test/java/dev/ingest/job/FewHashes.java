package dev.ingest.job;

import java.util.List;

/** Row hashes of tests, named one by one. */
public final class FewHashes {
    private FewHashes() {}

    public static RowHashes of(RowHash... few) {
        RowHashes.Builder builder = new RowHashes.Builder();
        List.of(few).forEach(hash -> builder.add(hash.high(), hash.low()));
        return builder.build();
    }
}
