package dev.ingest.plan;

import dev.ingest.config.Finding;
import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.config.SliceCount;
import dev.ingest.config.row.JobColumn;
import dev.ingest.config.row.JobRow;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.option.ClusterMode;
import dev.ingest.source.Capability;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourceRules;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Chooses in how many slices a table is read, and what they are cut along. */
final class SliceChoice {
    private final JobRow row;
    private final SettingScope settings;
    private final SourceRules rules;
    private final ToIntFunction<SettingScope> readersOf;
    private final List<Finding> findings;
    private final List<String> warnings;

    SliceChoice(
            JobRow row,
            SettingScope settings,
            SourceRules rules,
            ToIntFunction<SettingScope> readersOf,
            List<Finding> findings,
            List<String> warnings) {
        this.row = row;
        this.settings = settings;
        this.rules = rules;
        this.readersOf = readersOf;
        this.findings = findings;
        this.warnings = warnings;
    }

    /** The slices; one whole one before the table is known. */
    List<Slice> slices(PlanInputs inputs) {
        return inputs.description()
                .map(description -> slices(description, inputs))
                .orElse(List.of(Slice.WHOLE));
    }

    private List<Slice> slices(SourceDescription description, PlanInputs inputs) {
        List<Slice> slices = cut(description, inputs);
        if (slices.size() > 1 && description.snapshot() instanceof Snapshot.PerSlice) {
            warnings.add(
                    row.name() + " is read in " + slices.size() + " slices, each as the table is when it begins: rows"
                            + " that are changed meanwhile may be read twice or not at all. Set slices to 1 where that matters");
        }
        return slices;
    }

    private List<Slice> cut(SourceDescription description, PlanInputs inputs) {
        int wanted = wanted();
        Optional<KeyColumn> named = named(description);
        if (isSortedBySource()) {
            if (wanted > 1 && !count().equals(SliceCount.AUTO)) {
                warnings.add(row.name() + " is read in one slice, not in " + wanted
                        + ": cluster = \"query\" has the source sort all of it");
            }
            return List.of(Slice.WHOLE);
        }
        if (row.reading().splitBy().isEmpty()) {
            return wanted > 1 ? rules.slices(description, wanted) : List.of(Slice.WHOLE);
        }
        if (wanted < 2) {
            warnings.add("split_by of " + row.name()
                    + " has no effect with one slice: write a number or auto in the cell slices");
        } else if (description.snapshot() instanceof Snapshot.Alone) {
            warnings.add(row.name() + " is read in one slice, not in " + wanted
                    + ": its server shares no snapshot that several could read");
        }
        return named.filter(key -> cuts(description))
                .flatMap(key -> inputs.keys().map(sample -> rules.slices(key, sample, wanted)))
                .orElse(List.of(Slice.WHOLE));
    }

    /** The column to cut along, where there is something to cut. */
    Optional<KeyColumn> key(SourceDescription description) {
        return cuts(description) ? named(description) : Optional.empty();
    }

    private boolean cuts(SourceDescription description) {
        return wanted() > 1 && !isSortedBySource() && !(description.snapshot() instanceof Snapshot.Alone);
    }

    /** The column that the cell {@code split_by} names; empty, with a finding, when slices cannot be cut along it. */
    private Optional<KeyColumn> named(SourceDescription description) {
        if (row.reading().splitBy().isEmpty()) {
            return Optional.empty();
        }
        if (!rules.capabilities().contains(Capability.SAMPLE)) {
            return refuse("split_by cuts by a sample of the keys, which "
                    + row.type().label() + " sources do not give. Empty the cell.");
        }
        String name = row.reading().splitBy().get();
        Optional<SourceColumn> found = ColumnChoice.find(description, name);
        if (found.isEmpty()) {
            return refuse("the table has no column '" + name + "'." + ColumnChoice.near(description, name));
        }
        SourceColumn column = found.get();
        Optional<CursorType> type = rules.cursorType(column).filter(key -> key != CursorType.ROWVERSION);
        if (type.isEmpty()) {
            return refuse("'" + name + "' is of type " + column.declaredType()
                    + ", which has no ranges to cut slices by. Name a number, date, timestamp or text column, or empty"
                    + " the cell.");
        }
        return Optional.of(new KeyColumn(column.name(), type.get()));
    }

    private boolean isSortedBySource() {
        return settings.value(SettingCatalog.CLUSTER) == ClusterMode.QUERY
                && !row.landing().clusterBy().isEmpty();
    }

    private SliceCount count() {
        return row.reading().slices().map(SliceCount::parse).orElseGet(() -> settings.value(SettingCatalog.SLICES));
    }

    private int wanted() {
        return count().number().orElseGet(() -> Math.max(2, readersOf.applyAsInt(settings)));
    }

    private Optional<KeyColumn> refuse(String message) {
        findings.add(row.finding(JobColumn.SPLIT_BY, message));
        return Optional.empty();
    }
}
