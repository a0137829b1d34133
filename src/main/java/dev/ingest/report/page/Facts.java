package dev.ingest.report.page;

import dev.ingest.report.history.History;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * What a page tells of.
 *
 * @param history what jobs did
 * @param enabled the jobs that should run; absent where that is not known
 * @param next when the next run is planned, as whoever planned it says it; absent when nobody did
 * @param destination where jobs land
 * @param waiting watermarks that wait to be written into the workbook
 * @param faults what could not be read, a sentence each
 * @param written when the page is written, in the zone of the runs
 */
public record Facts(
        History history,
        Optional<List<String>> enabled,
        Optional<String> next,
        String destination,
        int waiting,
        List<String> faults,
        ZonedDateTime written) {
    public Facts {
        enabled = enabled.map(List::copyOf);
        faults = List.copyOf(faults);
    }
}
