package dev.ingest.run.state;

import dev.ingest.commit.state.CursorProgress;
import dev.ingest.commit.state.Manifest;
import dev.ingest.commit.watermark.CellState;
import dev.ingest.commit.watermark.JournalEntry;
import dev.ingest.commit.watermark.WatermarkCell;
import dev.ingest.job.LoadId;
import dev.ingest.job.LoadType;
import dev.ingest.job.cursor.CursorText;
import dev.ingest.run.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what workbook, journal, lake and dlt's state say of one job, and says what the next run makes of it. */
final class StateCheck {
    private final Job job;
    private final WatermarkCell cell;
    private final List<JournalEntry> journal;
    private final Optional<Manifest> last;
    private final Optional<String> dlt;
    private final Lake lake;

    StateCheck(
            Job job,
            WatermarkCell cell,
            List<JournalEntry> journal,
            Optional<Manifest> last,
            Optional<String> dlt,
            Lake lake) {
        this.job = job;
        this.cell = cell;
        this.journal = journal;
        this.last = last;
        this.dlt = dlt;
        this.lake = lake;
    }

    /**
     * What else the lake holds of the job.
     *
     * @param interrupted a load that an earlier run began and did not end
     * @param unfounded the load that the state names as the last, of which nothing tells
     */
    record Lake(Optional<LoadId> interrupted, Optional<LoadId> unfounded) {}

    /** A sentence for each thing that does not agree. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (lake.interrupted().isPresent()) {
            remarks.add("A load was interrupted: the next run finishes it or takes it back.");
        }
        begunHereAlone().ifPresent(remarks::add);
        lake.unfounded()
                .map(load ->
                        "The state in the lake names load " + load + " as the last, and there is no manifest of it:"
                                + " the next run starts " + start() + ". Look who deletes files in "
                                + job.key().dataset()
                                + "/_ingest.")
                .ifPresent(remarks::add);
        if (job.row().loadType() == LoadType.INCREMENTAL) {
            cursor().or(this::cellAndJournal).or(this::cellAndLake).ifPresent(remarks::add);
            dltAndLake().ifPresent(remarks::add);
        }
        return remarks;
    }

    private Optional<String> begunHereAlone() {
        return journal.stream()
                .filter(entry -> entry.phase() == JournalEntry.Phase.OPEN)
                .map(JournalEntry::load)
                .filter(load -> !lake.interrupted().equals(Optional.of(load)))
                .findFirst()
                .map(load ->
                        "The journal holds load " + load + " as begun, the lake does not: the next run forgets it, or"
                                + " writes its cell where it counts.");
    }

    private Optional<String> cursor() {
        return last.flatMap(Manifest::progress)
                .map(CursorProgress::cursor)
                .filter(column ->
                        !column.equalsIgnoreCase(job.row().cursor().column().orElse("")))
                .map(column -> "The last load followed " + column + ", the workbook names "
                        + job.row().cursor().column().orElse("")
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
        Optional<WatermarkCell> written = written();
        if (written.isEmpty()) {
            return last.isEmpty() && lake.unfounded().isEmpty() ? cellAlone() : Optional.empty();
        }
        if (cell.sameValue(written.get())) {
            return Optional.empty();
        }
        String ours = written.get().text();
        Optional<String> fault = fault();
        if (fault.isPresent()) {
            return Optional.of("The lake has reached " + ours + ", the cell says " + cell.text() + ", which is not "
                    + fault.get() + ": the job fails until the cell is corrected.");
        }
        return Optional.of("The lake has reached " + ours + ", the cell "
                + (cell.isEmpty() ? "is empty" : "says " + cell.text()) + ": the next run starts " + start()
                + ". To go on where the lake is: ingest state set " + quoted(job.name()) + " " + quoted(ours));
    }

    private Optional<String> cellAlone() {
        if (cell.isEmpty()) {
            return dlt.map(value -> "No load of this tool counts yet: the next run goes on after dlt's " + value + ".");
        }
        boolean same =
                dlt.filter(value -> cell.sameValue(WatermarkCell.text(value))).isPresent();
        return Optional.of("No load of this tool counts yet: the next run starts " + start()
                + dlt.filter(value -> !same)
                        .map(value -> "; dlt's own state says " + value)
                        .orElse("") + ".");
    }

    /** What the cell ought to be and is not, as far as a load has shown. */
    private Optional<String> fault() {
        return last.flatMap(Manifest::progress).filter(known -> !cell.isEmpty()).flatMap(progress -> {
            try {
                CursorText.canonical(progress.type(), cell.text());
                return Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.of(CursorText.expected(progress.type()));
            }
        });
    }

    private Optional<String> dltAndLake() {
        Optional<WatermarkCell> ours = written();
        boolean same = ours.isEmpty() || dlt.isEmpty() || ours.get().sameValue(WatermarkCell.text(dlt.get()));
        return same
                ? Optional.empty()
                : Optional.of("dlt's own state says " + dlt.get() + ", the last load of this tool "
                        + ours.get().text()
                        + ": another tool loads this table too. Stop one of them; to go on where dlt is: ingest state set "
                        + quoted(job.name()) + " " + quoted(dlt.get()));
    }

    private String start() {
        return cell.isEmpty() ? "from the start" : "at " + cell.text() + ", that value included";
    }

    private Optional<WatermarkCell> written() {
        return last.flatMap(Manifest::progress)
                .map(progress -> WatermarkCell.written(progress.watermark(), progress.type()));
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
