package dev.ingest.cli.run;

import dev.ingest.job.name.Printable;
import dev.ingest.run.progress.JobPhase;
import dev.ingest.run.progress.JobSight;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How far a job has come, in one line: {@code 2 of 6  pg.orders  1,240,000 rows  310,000 rows/s  41 MB  0:04}. */
final class ProgressLine {
    private static final String GAP = "  ";
    private static final String CUT = "...";

    private ProgressLine() {}

    /** A piece of the line; where there is little room, those of the highest rank are left out first. */
    private record Piece(int rank, String text) {}

    private static final int NAME = 0;
    private static final int ROWS = 1;
    private static final int STATE = 2;
    private static final int NUMBER = 3;
    private static final int PERCENT = 4;
    private static final int ELAPSED = 5;
    private static final int LEFT = 6;
    private static final int RATE = 7;
    private static final int BYTES = 8;

    /** All that there is to say. */
    static String of(JobSight job) {
        return joined(pieces(job));
    }

    /** What has room in {@code width} columns. */
    static String of(JobSight job, int width) {
        List<Piece> pieces = pieces(job);
        for (int rank = BYTES; rank > STATE && excess(pieces, width) > 0; rank--) {
            int least = rank;
            pieces.removeIf(piece -> piece.rank() == least);
        }
        shorten(pieces, NAME, width);
        shorten(pieces, STATE, width);
        if (excess(pieces, width) > 0) {
            pieces.removeIf(piece -> piece.rank() != NAME);
        }
        String line = joined(pieces);
        return line.length() <= width ? line : line.substring(0, width);
    }

    private static List<Piece> pieces(JobSight job) {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece(NUMBER, job.number() + " of " + job.jobs()));
        pieces.add(new Piece(NAME, Printable.of(job.name())));
        if (job.awaited().isPresent()) {
            pieces.add(
                    new Piece(STATE, "waits for " + Printable.of(job.awaited().get())));
        } else if (job.phase() == JobPhase.READING) {
            pieces.add(new Piece(ROWS, rows(job)));
            pieces.add(new Piece(RATE, Amounts.grouped(job.rowsASecond()) + " rows/s"));
        } else {
            pieces.add(new Piece(STATE, job.phase().words()));
        }
        if (job.phase() == JobPhase.PUBLISHING) {
            pieces.add(new Piece(RATE, rows(job)));
        }
        if (job.rows() > 0) {
            pieces.add(new Piece(BYTES, Amounts.bytes(job.bytes())));
        }
        if (job.phase() == JobPhase.READING) {
            job.percent().ifPresent(percent -> pieces.add(new Piece(PERCENT, percent + "%")));
            job.left().ifPresent(left -> pieces.add(new Piece(LEFT, Amounts.clock(left) + " left")));
        }
        pieces.add(new Piece(ELAPSED, Amounts.clock(job.elapsed())));
        return pieces;
    }

    private static String rows(JobSight job) {
        return Amounts.grouped(job.rows()) + (job.rows() == 1 ? " row" : " rows");
    }

    /** Cuts a text that leaves the others no room, unless hardly anything of it would be left. */
    private static void shorten(List<Piece> pieces, int rank, int width) {
        int excess = excess(pieces, width);
        pieces.replaceAll(piece -> {
            int left = piece.text().length() - excess - CUT.length();
            return piece.rank() == rank && excess > 0 && left >= CUT.length()
                    ? new Piece(rank, piece.text().substring(0, left) + CUT)
                    : piece;
        });
    }

    private static int excess(List<Piece> pieces, int width) {
        return joined(pieces).length() - width;
    }

    private static String joined(List<Piece> pieces) {
        return pieces.stream().map(Piece::text).collect(Collectors.joining(GAP));
    }
}
