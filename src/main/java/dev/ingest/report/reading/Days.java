package dev.ingest.report.reading;

import dev.ingest.report.history.Day;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Days in a few bytes each. */
final class Days {
    private Days() {}

    static void pack(List<Day> days, Packed out) {
        out.number(days.size());
        days.forEach(day -> out.number(day.date().toEpochDay())
                .number(day.runs())
                .number(day.failed())
                .number(day.rows())
                .number(day.files())
                .number(day.bytes()));
    }

    static List<Day> unpack(Unpacked in) {
        List<Day> days = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            days.add(new Day(
                    LocalDate.ofEpochDay(in.number()),
                    in.number(),
                    in.number(),
                    in.number(),
                    in.number(),
                    in.number()));
        }
        return days;
    }
}
