package dev.ingest.wiring;

import dev.ingest.config.workbook.NewJob;
import dev.ingest.config.workbook.WorkbookFile;
import dev.ingest.failure.IngestException;
import dev.ingest.run.check.NamedSource;
import dev.ingest.source.Connector;
import dev.ingest.source.TableLook;
import dev.ingest.source.TableSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Finds the tables of sources, and writes rows for them. */
public final class Discovery {
    private final SourceNames names;
    private final Sources sources;
    private final WorkbookFile workbook;

    Discovery(SourceNames names, Sources sources, WorkbookFile workbook) {
        this.names = names;
        this.sources = sources;
        this.workbook = workbook;
    }

    /**
     * The source {@code name}.
     *
     * @throws IngestException (CONFIG) for a name of no source
     */
    public NamedSource source(String name) {
        return names.find(name);
    }

    /**
     * The tables of {@code source} whose names, schema included, match {@code like}.
     *
     * @throws IngestException (CONNECT) when nobody answers
     */
    public List<TableSummary> tables(NamedSource source, String like) {
        try (Sources opened = sources) {
            return opened.connector(source.type(), source.name()).summaries(like);
        }
    }

    /**
     * What the first rows of {@code tables} show, where the catalogue of {@code source} does not tell it.
     *
     * @param failed is told of each that nothing can be seen of
     */
    public List<TableLook> looks(NamedSource source, List<TableSummary> tables, Consumer<IngestException> failed) {
        List<TableLook> looks = new ArrayList<>();
        try (Sources opened = sources) {
            Connector connector = opened.connector(source.type(), source.name());
            for (TableSummary table : tables) {
                try {
                    connector.look(table.shortest()).ifPresent(looks::add);
                } catch (IngestException e) {
                    failed.accept(e);
                }
            }
        }
        return looks;
    }

    /** Adds a disabled row to the workbook for each table of {@code source} that has none; returns those added. */
    public List<NewJob> addJobs(NamedSource source, List<TableSummary> tables) {
        return workbook.add(tables.stream()
                .map(table -> new NewJob(source.type(), source.name(), table.shortest(), table.name()))
                .toList());
    }
}
