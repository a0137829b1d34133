package dev.ingest.report.reading;

import dev.ingest.report.history.Day;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was read of one audit file.
 *
 * @param stamp the file's size and time, which tell whether it was written since
 * @param faults what of it could not be read, a sentence each
 * @param days what it tells of days
 * @param runs its runs
 */
record KnownAudit(String stamp, List<String> faults, List<Day> days, Packed runs) {

    /** As a file is now. */
    static String stamp(Path file) throws IOException {
        return Files.size(file) + "@" + Files.getLastModifiedTime(file).toMillis();
    }

    void pack(Packed out) {
        out.text(stamp).number(faults.size());
        faults.forEach(out::text);
        Days.pack(days, out);
        out.bytes(runs.bytes());
    }

    static KnownAudit unpack(Unpacked in) {
        String stamp = in.text();
        List<String> faults = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            faults.add(in.text());
        }
        return new KnownAudit(stamp, faults, Days.unpack(in), new Packed(in.bytes()));
    }
}
