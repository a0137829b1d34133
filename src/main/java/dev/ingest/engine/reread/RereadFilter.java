package dev.ingest.engine.reread;

import dev.ingest.data.ColumnBatch;
import dev.ingest.data.Schema;
import dev.ingest.data.Vector;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.JobPlan;
import dev.ingest.job.RowHash;
import dev.ingest.job.RowHashes;
import dev.ingest.job.RowIdColumn;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorText;
import dev.ingest.job.cursor.Lag;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * The rows that two loads read both: within the lag behind the watermark, or at the watermark itself where the cursor is
 * neither a time nor unique. Those that landed are dropped, each once, and those that the next load may read again are
 * remembered by their hashes.
 */
public final class RereadFilter {
    /** Marks of rows that were found again: too far behind already, or by their band. */
    private static final int FAR = 1;

    private static final int NEAR = 2;
    private static final int LAST = Byte.MAX_VALUE;

    private final JobPlan plan;
    private final Optional<RereadRange> range;
    private final int column;
    /** Tells the rows that landed, over the columns and in the types of then. */
    private final RowHasher former;
    /** Rows that are found again are hashed anew where the columns or their types are not what they were. */
    private final Optional<RowHasher> anew;

    private final Schema remembered;
    private final KnownHashes landed;
    private final HashBands fresh = new HashBands();
    private final int most;
    private long firstBand;
    private boolean givenUp;

    private RereadFilter(JobPlan plan, Optional<RereadRange> range, int column, RowHashes landed, int most) {
        this.plan = plan;
        this.range = range;
        this.column = column;
        this.landed = new KnownHashes(landed);
        this.most = most;
        Schema told = read(plan);
        Schema taken = landed.columns().orElse(told);
        this.former = new RowHasher(plan.reading().schema(), taken);
        boolean isWhole = former.isOver(told);
        boolean stays = isWhole || endsBelowWhatLanded();
        this.anew = stays
                ? Optional.empty()
                : Optional.of(new RowHasher(plan.reading().schema(), told));
        this.remembered = isWhole || !stays ? told : taken;
    }

    /**
     * The filter of a load.
     *
     * @param landed what earlier loads remembered of rows that this one may read again, of columns that are read now too
     */
    public static RereadFilter of(JobPlan plan, RowHashes landed) {
        return of(plan, landed, RowHashes.MOST);
    }

    /** What rows are recognised by: what was read, not what was drawn. */
    private static Schema read(JobPlan plan) {
        return new Schema(plan.reading().schema().columns().stream()
                .filter(column -> !column.name().equals(RowIdColumn.COLUMN.name()))
                .toList());
    }

    /** One that remembers no more than {@code most} rows. */
    static RereadFilter of(JobPlan plan, RowHashes landed, int most) {
        Optional<Cursor> cursor = plan.reading().cursor().filter(Cursor::keepsHashes);
        int column = cursor.map(
                        found -> plan.reading().schema().indexOf(found.landed()).orElseThrow())
                .orElse(-1);
        return new RereadFilter(
                plan,
                cursor.map(found -> RereadRange.of(plan)),
                column,
                cursor.isPresent() ? landed : RowHashes.NONE,
                most);
    }

    /**
     * Removes the rows that landed before from {@code batch} and remembers those that are near the highest value.
     *
     * @return where the rows stood that were removed
     */
    public BitSet sift(ColumnBatch batch) {
        BitSet drops = range.map(near -> drops(batch, near)).orElseGet(BitSet::new);
        if (!drops.isEmpty()) {
            batch.remove(drops);
        }
        return drops;
    }

    public synchronized long dropped() {
        return landed.taken();
    }

    /**
     * Hashes of the rows that landed, now or before, and that lie near the highest value; once, when all rows were sifted.
     * None where they are too many and users did not ask for them.
     */
    public synchronized RowHashes kept() {
        long lowest = range.map(RereadRange::lowest).orElse(RereadRange.FAR);
        boolean unseenStay = endsBelowWhatLanded();
        IntPredicate stays = mark -> mark == 0 ? unseenStay : isNear(mark, lowest);
        fresh.forgetBelow(lowest);
        check(landed.count(stays) + fresh.size());
        if (givenUp) {
            return RowHashes.NONE;
        }
        RowHashes.Builder kept = new RowHashes.Builder();
        landed.copyTo(kept, stays);
        fresh.drainTo(kept);
        return kept.build().over(remembered);
    }

    private synchronized BitSet drops(ColumnBatch batch, RereadRange near) {
        BitSet drops = new BitSet();
        Vector cursor = batch.vector(column);
        for (int row = 0; row < cursor.size(); row++) {
            if (!cursor.isNull(row) && isKnown(batch, row, see(near, cursor, row))) {
                drops.set(row);
            }
        }
        check(fresh.size());
        return drops;
    }

    private long see(RereadRange near, Vector cursor, int row) {
        long before = near.lowest();
        long band = near.see(cursor, row);
        if (near.lowest() != before) {
            fresh.forgetBelow(near.lowest());
        }
        return band;
    }

    private boolean isKnown(ColumnBatch batch, int row, long band) {
        if ((band == RereadRange.FAR || givenUp) && landed.isEmpty()) {
            return false;
        }
        RowHash then = former.hash(batch, row);
        boolean known = landed.take(then.high(), then.low(), anew.isPresent() ? FAR : mark(band));
        if (band != RereadRange.FAR && !givenUp && (!known || anew.isPresent())) {
            RowHash now = anew.isPresent() ? anew.get().hash(batch, row) : then;
            fresh.add(band, now.high(), now.low());
        }
        return known;
    }

    /** A band beyond what a mark can say counts as the nearest one that it can: more is remembered than need be. */
    private byte mark(long band) {
        if (band == RereadRange.FAR) {
            return FAR;
        }
        if (landed.taken() == 0) {
            firstBand = band - (LAST - NEAR) / 2;
        }
        return (byte) (NEAR + Math.max(0, Math.min(LAST - NEAR, band - firstBand)));
    }

    private boolean isNear(int mark, long lowest) {
        return mark == LAST || (mark >= NEAR && firstBand + (mark - NEAR) >= lowest);
    }

    /** Whether rows that landed before may lie beyond this load's window, so that not finding them says nothing. */
    private boolean endsBelowWhatLanded() {
        Optional<Cursor> cursor = plan.reading().cursor();
        Optional<String> reached = cursor.flatMap(Cursor::lag).flatMap(Lag::reached);
        return reached.isPresent()
                && plan.reading()
                        .window()
                        .high()
                        .filter(high -> CursorText.compare(cursor.get().type(), high.value(), reached.get()) <= 0)
                        .isPresent();
    }

    private void check(int size) {
        if (size <= most) {
            return;
        }
        Optional<Lag.Cause> cause = plan.reading().cursor().flatMap(Cursor::lag).map(Lag::cause);
        if (cause.equals(Optional.of(Lag.Cause.NO_ZONE))) {
            givenUp = true;
            fresh.forget();
        } else {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot load " + plan.name() + ": the next load would have to recognise more than "
                            + most + " rows "
                            + (cause.isPresent()
                                    ? "within watermark_lag. Shorten watermark_lag."
                                    : "at the highest value of "
                                            + plan.reading()
                                                    .cursor()
                                                    .orElseThrow()
                                                    .column()
                                            + ". Choose a watermark_column with fewer rows a value."));
        }
    }
}
