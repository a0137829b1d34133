package dev.ingest.report.reading;

import dev.ingest.commit.state.DatasetTree;
import dev.ingest.job.LoadId;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;

/**
 * The loads of a dataset of one month (UTC), which have a folder of their own.
 *
 * @param dataset the dataset
 * @param month the month
 */
record LoadMonth(String dataset, YearMonth month) implements Comparable<LoadMonth> {
    private static final Comparator<LoadMonth> ORDER =
            Comparator.comparing(LoadMonth::month).thenComparing(LoadMonth::dataset);

    static LoadMonth of(String dataset, LoadId load) {
        return new LoadMonth(dataset, YearMonth.from(load.instant().atOffset(ZoneOffset.UTC)));
    }

    /** The folder of their manifests, from the store's root. */
    String folder() {
        return new DatasetTree(dataset).manifests(month);
    }

    @Override
    public int compareTo(LoadMonth other) {
        return ORDER.compare(this, other);
    }
}
