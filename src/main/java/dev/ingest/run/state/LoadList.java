package dev.ingest.run.state;

import dev.ingest.commit.state.DatasetState;
import dev.ingest.commit.state.Manifest;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.landing.LandingStore;
import dev.ingest.run.JobSelection;
import dev.ingest.run.RunParts;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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
     * @throws IngestException (CONFIG) when a pattern names neither a job nor any of these loads
     */
    public List<Manifest> newest(JobSelection selection, int most) {
        try (LandingStore store = parts.store().get()) {
            List<Manifest> loads = parts.jobs().datasets().stream()
                    .flatMap(dataset -> new DatasetState(store, dataset)
                            .finishedLoads()
                            .filter(load -> selection.matches(load.job().name()))
                            .limit(most))
                    .sorted(Comparator.comparing(Manifest::load).reversed())
                    .limit(most)
                    .toList();
            refuseStrangers(selection, loads);
            return loads;
        }
    }

    private void refuseStrangers(JobSelection selection, List<Manifest> loads) {
        List<String> names = Stream.concat(
                        parts.jobs().names().stream(),
                        loads.stream().map(load -> load.job().name()))
                .toList();
        List<String> strangers = selection.strangers(names);
        if (!strangers.isEmpty()) {
            throw new IngestException(FailureKind.CONFIG, "Cannot list loads: " + String.join(" ", strangers));
        }
    }
}
