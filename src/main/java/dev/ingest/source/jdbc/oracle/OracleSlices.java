package dev.ingest.source.jdbc.oracle;

import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.source.KeySample;
import dev.ingest.source.SourceDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Cuts tables into ranges of ROWIDs, which the server scans without reading the rest. */
final class OracleSlices {
    private static final Pattern ROWID = Pattern.compile("[A-Za-z0-9+/]{18}");

    private OracleSlices() {}

    /** At most {@code wanted} slices; the first and the last are open, so that every row is in one. */
    static List<Slice> cut(SourceDescription description, int wanted) {
        if (wanted < 2 || !(description.snapshot() instanceof Snapshot.Shared)) {
            return List.of(Slice.WHOLE);
        }
        List<KeySample.Count> parts = description.extents().stream()
                .map(extent -> new KeySample.Count(extent.begin(), extent.pages()))
                .toList();
        List<String> cuts = new KeySample(parts, 0)
                .cuts(wanted, begin -> ROWID.matcher(begin).matches());
        if (cuts.isEmpty()) {
            return List.of(Slice.WHOLE);
        }
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i <= cuts.size(); i++) {
            String from = i == 0 ? "" : "ROWID >= " + literal(cuts.get(i - 1));
            String to = i == cuts.size() ? "" : "ROWID < " + literal(cuts.get(i));
            String range = from.isEmpty() || to.isEmpty() ? from + to : from + " AND " + to;
            slices.add(new Slice(i, Optional.empty(), Optional.of(range)));
        }
        return slices;
    }

    private static String literal(String rowid) {
        return "CHARTOROWID(" + OracleText.text(rowid) + ")";
    }
}
