package dev.ingest.report.reading;

import dev.ingest.report.history.Day;
import java.util.List;

/**
 * Loads of a month that were read together.
 *
 * @param days what they tell of days
 * @param loads they
 */
record KnownLoads(List<Day> days, Packed loads) {
    void pack(Packed out) {
        Days.pack(days, out);
        out.bytes(loads.bytes());
    }

    static KnownLoads unpack(Unpacked in) {
        return new KnownLoads(Days.unpack(in), new Packed(in.bytes()));
    }
}
