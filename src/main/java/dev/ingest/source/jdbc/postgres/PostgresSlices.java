package dev.ingest.source.jdbc.postgres;

import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.name.TableName;
import dev.ingest.source.Extent;
import dev.ingest.source.SourceDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts tables into ranges of pages ({@code ctid}), which PostgreSQL 14 and later scan without reading the rest.
 *
 * <p>A partitioned table is cut leaf by leaf; one with more leaves than slices wanted is cut through all its leaves at
 * once, as a condition on {@code ctid} holds in each of them.
 */
final class PostgresSlices {
    /** Below this many pages (1 MB) a slice costs more than it saves. */
    private static final long LEAST_PAGES = 128;

    private PostgresSlices() {}

    static List<Slice> cut(SourceDescription description, int wanted) {
        List<Extent> extents = description.extents().stream()
                .filter(extent -> extent.pages() > 0)
                .toList();
        long pages = extents.stream().mapToLong(Extent::pages).sum();
        int most = (int) Math.min(wanted, pages / LEAST_PAGES);
        if (most < 2 || !(description.snapshot() instanceof Snapshot.Shared)) {
            return List.of(Slice.WHOLE);
        }
        boolean whole = description.extents().size() == 1
                && description.extents().get(0).relation().equals(description.table());
        return whole || extents.size() > most ? acrossLeaves(extents, pages, most) : leafByLeaf(extents, most);
    }

    /** Ranges that hold for every leaf, cut where the pages of all leaves together are even. */
    private static List<Slice> acrossLeaves(List<Extent> extents, long pages, int most) {
        List<Long> cuts = new ArrayList<>();
        for (int i = 1; i < most; i++) {
            cuts.add(cutAt(extents, pages * i / most));
        }
        List<Long> distinct = cuts.stream().distinct().toList();
        List<Slice> slices = new ArrayList<>();
        ranges(distinct).forEach(range -> slices.add(new Slice(slices.size(), Optional.empty(), Optional.of(range))));
        return slices;
    }

    /** The least page number below which the leaves hold at least {@code wanted} pages. */
    private static long cutAt(List<Extent> extents, long wanted) {
        long low = 0;
        long high = extents.stream().mapToLong(Extent::pages).max().orElse(0);
        while (low < high) {
            long middle = (low + high) >>> 1;
            long below = extents.stream()
                    .mapToLong(extent -> Math.min(extent.pages(), middle))
                    .sum();
            if (below >= wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Each leaf gets one slice, and what is left goes to the leaves whose slices are largest. */
    private static List<Slice> leafByLeaf(List<Extent> extents, int most) {
        int[] shares = new int[extents.size()];
        java.util.Arrays.fill(shares, 1);
        for (int left = most - shares.length; left > 0; left--) {
            int largest = 0;
            for (int i = 1; i < shares.length; i++) {
                if (extents.get(i).pages() * shares[largest]
                        > extents.get(largest).pages() * shares[i]) {
                    largest = i;
                }
            }
            shares[largest]++;
        }
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            addLeaf(slices, extents.get(i), shares[i]);
        }
        return slices;
    }

    private static void addLeaf(List<Slice> slices, Extent extent, int share) {
        Optional<TableName> relation = Optional.of(extent.relation());
        List<Long> cuts = new ArrayList<>();
        for (int i = 1; i < share; i++) {
            cuts.add(extent.pages() * i / share);
        }
        if (cuts.isEmpty()) {
            slices.add(new Slice(slices.size(), relation, Optional.empty()));
            return;
        }
        ranges(cuts).forEach(range -> slices.add(new Slice(slices.size(), relation, Optional.of(range))));
    }

    /** The ranges between ascending cuts; the first begins at the first page, the last is open. */
    private static List<String> ranges(List<Long> cuts) {
        List<String> ranges = new ArrayList<>();
        for (int i = 0; i <= cuts.size(); i++) {
            String from = i == 0 ? "" : "ctid >= '(" + cuts.get(i - 1) + ",0)'::tid";
            String to = i == cuts.size() ? "" : "ctid < '(" + cuts.get(i) + ",0)'::tid";
            ranges.add(from.isEmpty() || to.isEmpty() ? from + to : from + " AND " + to);
        }
        return ranges;
    }
}
