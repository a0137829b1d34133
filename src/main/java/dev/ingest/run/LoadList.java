package dev.ingest.run;

import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.state.Manifest;
import dev.ingest.landing.LandingStore;
import java.util.Comparator;
import java.util.List;

/** Loads that count, as their manifests in the lake tell of them. Reads only. */
public final class LoadList {
    private final RunParts parts;

    public LoadList(RunParts parts) {
        this.parts = parts;
    }

    /**
     * The newest loads of the selected jobs, whatever became of the jobs since, newest first.
     *
     * @param selection patterns of job names; how the jobs last ended does not count
     * @param most how many at the most
     */
    public List<Manifest> newest(JobSelection selection, int most) {
        List<String> datasets =
                parts.jobs().stream().map(job -> job.key().dataset()).distinct().toList();
        try (LandingStore store = parts.store().get()) {
            return datasets.stream()
                    .flatMap(dataset -> new DatasetState(store, dataset)
                            .finishedLoads()
                            .filter(load -> selection.matches(load.job()))
                            .limit(most))
                    .sorted(Comparator.comparing(Manifest::load).reversed())
                    .limit(most)
                    .toList();
        }
    }
}
