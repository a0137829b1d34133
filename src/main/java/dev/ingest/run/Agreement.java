package dev.ingest.run;

import dev.ingest.commit.state.Manifest;
import dev.ingest.commit.state.Progress;
import dev.ingest.commit.watermark.CellState;
import dev.ingest.commit.watermark.JournalEntry;
import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.job.LoadType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what workbook, journal, lake and dlt's state say of one job, and says what the next run makes of it. */
final class Agreement {
    private final Job job;
    private final WatermarkCell cell;
    private final List<JournalEntry> journal;
    private final Optional<Manifest> last;
    private final Optional<String> dlt;

    Agreement(Job job, WatermarkCell cell, List<JournalEntry> journal, Optional<Manifest> last, Optional<String> dlt) {
        this.job = job;
        this.cell = cell;
        this.journal = journal;
        this.last = last;
        this.dlt = dlt;
    }

    /** Whether the lake holds a load of the job that an earlier run began and did not end. */
    enum Load {
        NONE,
        INTERRUPTED
    }

    /** A sentence for each thing that does not agree. */
    List<String> remarks(Load open) {
        List<String> remarks = new ArrayList<>();
        if (open == Load.INTERRUPTED) {
            remarks.add("A load was interrupted: the next run finishes it or takes it back.");
        }
        if (job.row().loadType() == LoadType.INCREMENTAL) {
            cursor().or(this::cellAndJournal).or(this::cellAndLake).ifPresent(remarks::add);
            dltAndLake().ifPresent(remarks::add);
        }
        return remarks;
    }

    private Optional<String> cursor() {
        return last.flatMap(Manifest::progress)
                .map(Progress::cursor)
                .filter(column ->
                        !column.equalsIgnoreCase(job.row().watermarkColumn().orElse("")))
                .map(column -> "The last load followed " + column + ", the workbook names "
                        + job.row().watermarkColumn().orElse("")
                        + ": the next run starts " + start() + ".");
    }

    private Optional<String> cellAndJournal() {
        List<JournalEntry> due = due();
        if (due.isEmpty()) {
            return Optional.empty();
        }
        String waiting = due.get(due.size() - 1).after().text();
        return switch (CellState.of(cell, due)) {
            case DONE -> Optional.of("The journal holds " + waiting + ", which the cell has: the next run forgets it.");
            case WRITE ->
                Optional.of("The watermark " + waiting + " waits in the journal: the next run starts from it and writes"
                        + " the cell. Close the workbook before.");
            case EDITED_BY_PERSON ->
                Optional.of("The cell was edited while " + waiting
                        + " waited in the journal: the edit wins, the next run" + " starts " + start() + ".");
        };
    }

    private Optional<String> cellAndLake() {
        Optional<String> ours = watermark();
        if (ours.isEmpty()) {
            return last.isEmpty() && cell.isEmpty() && dlt.isPresent()
                    ? Optional.of(
                            "No load of this tool counts yet: the next run goes on after dlt's " + dlt.get() + ".")
                    : Optional.empty();
        }
        if (cell.sameValue(WatermarkCell.text(ours.get()))) {
            return Optional.empty();
        }
        return Optional.of("The lake has reached " + ours.get() + ", the cell "
                + (cell.isEmpty() ? "is empty" : "says " + cell.text()) + ": the next run starts " + start()
                + ". To go on where the lake is: ingest state set " + quoted(job.name()) + " " + quoted(ours.get()));
    }

    private Optional<String> dltAndLake() {
        Optional<String> ours = watermark();
        boolean same = ours.isEmpty()
                || dlt.isEmpty()
                || WatermarkCell.text(ours.get()).sameValue(WatermarkCell.text(dlt.get()));
        return same
                ? Optional.empty()
                : Optional.of("dlt's own state says " + dlt.get() + ", the last load of this tool " + ours.get()
                        + ": another tool loads this table too. Stop one of them; to go on where dlt is: ingest state set "
                        + quoted(job.name()) + " " + quoted(dlt.get()));
    }

    private String start() {
        return cell.isEmpty() ? "from the start" : "at " + cell.text() + ", that value included";
    }

    private Optional<String> watermark() {
        return last.flatMap(Manifest::progress).map(Progress::watermark);
    }

    private List<JournalEntry> due() {
        return journal.stream()
                .filter(entry -> entry.phase() == JournalEntry.Phase.DUE)
                .toList();
    }

    private static String quoted(String argument) {
        return argument.matches("[\\w.:+-]+") ? argument : "\"" + argument.replace("\"", "\\\"") + "\"";
    }
}
