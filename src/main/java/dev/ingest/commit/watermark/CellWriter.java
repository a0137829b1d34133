package dev.ingest.commit.watermark;

import dev.ingest.failure.IngestException;
import dev.ingest.job.JobKey;
import dev.ingest.job.cursor.CursorText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes due cells together, at most every ten seconds and at the end of the run; the journal covers the gap. */
public final class CellWriter {
    private static final Logger LOG = LoggerFactory.getLogger(CellWriter.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final String NO_MEMORY =
            "the program's memory does not hold the workbook. Give it more with -Xmx, or"
                    + " delete what the workbook no longer needs.";

    private final Journal journal;
    private final WatermarkCells cells;
    private final Clock clock;
    private Instant last = Instant.MIN;
    private final Set<JobKey> held = new HashSet<>();
    private final Set<JobKey> tooLong = new HashSet<>();
    private boolean warned;

    public CellWriter(Journal journal, WatermarkCells cells, Clock clock) {
        this.journal = journal;
        this.cells = cells;
        this.clock = clock;
    }

    /** From here on the cell of {@code job} stays as it is: a load begins with what it holds. */
    public synchronized void hold(JobKey job) {
        held.add(job);
    }

    /** The cell may be written again: the load has told what follows, or has ended. */
    public synchronized void release(JobKey job) {
        held.remove(job);
    }

    /** Writes what is due unless that was done less than ten seconds ago. */
    public synchronized void flushWhenDue() {
        Instant now = clock.instant();
        boolean early = last.isBefore(now) && last.plus(PAUSE).isAfter(now);
        if (!early) {
            flush();
        }
    }

    /**
     * Writes what is due and not held. What cannot be written stays in the journal, from which the next run goes on, and a warning says
     * why: the loads have landed, and nothing that a workbook does may fail them.
     */
    public synchronized void flush() {
        last = clock.instant();
        Map<JobKey, List<JournalEntry>> due = new LinkedHashMap<>();
        for (JournalEntry entry : journal.entries()) {
            if (entry.phase() == JournalEntry.Phase.DUE && !held.contains(entry.key())) {
                due.computeIfAbsent(entry.key(), job -> new ArrayList<>()).add(entry);
            }
        }
        if (due.isEmpty()) {
            return;
        }
        try {
            write(due);
        } catch (IngestException e) {
            warn(due.size(), e.getMessage());
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.debug("Cells cannot be written", e);
            warn(due.size(), e instanceof OutOfMemoryError ? NO_MEMORY : e.toString());
        }
    }

    private void write(Map<JobKey, List<JournalEntry>> due) {
        Map<JobKey, String> values = settle(due, cells.read(Set.copyOf(due.keySet())));
        if (values.isEmpty()) {
            return;
        }
        Optional<String> obstacle = cells.write(values).obstacle();
        if (obstacle.isPresent()) {
            warn(values.size(), obstacle.get());
        } else {
            values.keySet().forEach(key -> forget(due.getOrDefault(key, List.of())));
        }
    }

    private void warn(int waiting, String why) {
        if (!warned) {
            LOG.warn("{} watermark cell(s) wait in the journal, where the next run goes on: {}", waiting, why);
        }
        warned = true;
    }

    /** Forgets what needs no writing and returns the rest. */
    private Map<JobKey, String> settle(Map<JobKey, List<JournalEntry>> due, Map<JobKey, WatermarkCell> now) {
        Map<JobKey, String> values = new LinkedHashMap<>();
        due.forEach((key, entries) -> {
            WatermarkCell cell = now.get(key);
            String after = entries.get(entries.size() - 1).after().text();
            if (cell == null && !cells.absentIsGone()) {
                LOG.debug("The row of the job {} is switched off or at fault: its watermark {} waits", key, after);
            } else if (cell == null) {
                LOG.warn("The workbook no longer has the job {}: its watermark {} is not written", key, after);
                forget(entries);
            } else if (after.length() > CursorText.LONGEST) {
                warnOfLength(key, after);
            } else if (CellState.of(cell, entries) == CellState.WRITE) {
                values.put(key, after);
            } else {
                if (CellState.of(cell, entries) == CellState.EDITED_BY_PERSON) {
                    LOG.warn(
                            "The watermark cell of {} was edited to '{}': it stays, {} is not written",
                            key,
                            cell.text(),
                            after);
                }
                forget(entries);
            }
        });
        return values;
    }

    private void warnOfLength(JobKey key, String after) {
        if (tooLong.add(key)) {
            LOG.warn(
                    "The watermark of {} has {} characters, a cell holds {}: it stays in the journal, where the next run"
                            + " goes on. Choose another watermark_column.",
                    key,
                    after.length(),
                    CursorText.LONGEST);
        }
    }

    private void forget(List<JournalEntry> entries) {
        entries.forEach(entry -> journal.remove(entry.key(), entry.load()));
    }
}
