package dev.ingest.run.check;

import java.util.List;

/**
 * What came of one question.
 *
 * @param place a source, a job, the destination, the key vault, a secret or the clock
 * @param outcome whether a run would get on there
 * @param told what answered; or the cause and the way out
 * @param remarks what an operator should know of it, a sentence each
 */
public record Checked(String place, Outcome outcome, String told, List<String> remarks) {
    public Checked {
        remarks = List.copyOf(remarks);
    }

    /** Whether a run would get on. */
    public enum Outcome {
        OK,
        FAILED
    }

    /** That a run would get on at {@code place}. */
    public static Checked ok(String place, String told) {
        return new Checked(place, Outcome.OK, told, List.of());
    }

    /** That a run would not get on at {@code place}. */
    public static Checked failed(String place, String why) {
        return new Checked(place, Outcome.FAILED, why, List.of());
    }
}
