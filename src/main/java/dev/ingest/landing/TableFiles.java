package dev.ingest.landing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of one table, of all days or of one, among those that a store lists; what another table owns is none of them. */
public final class TableFiles {
    static final String LOAD = "load";
    static final String INSTANT = "instant";
    /** Unix times of this many digits or more are milliseconds. */
    private static final int MILLIS_DIGITS = 12;

    private final String folder;
    private final Pattern pattern;
    private final Optional<Day> day;

    TableFiles(String folder, Pattern pattern, Optional<Day> day) {
        this.folder = folder;
        this.pattern = pattern;
        this.day = day;
    }

    /** A day by the clock of a zone, for layouts that tell the day by unix time. */
    record Day(LocalDate date, ZoneId zone) {
        boolean holds(String unixTime) {
            long number = Long.parseLong(unixTime);
            Instant instant =
                    unixTime.length() >= MILLIS_DIGITS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
            return instant.atZone(zone).toLocalDate().equals(date);
        }
    }

    /** The folder below which all of them stand: what to list. */
    public String folder() {
        return folder;
    }

    /** The load id in the name of one of these files; empty when the path is none of them. */
    public Optional<String> loadId(String path) {
        Matcher matcher = pattern.matcher(path);
        if (!matcher.matches()
                || day.filter(own -> !own.holds(matcher.group(INSTANT))).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(matcher.group(LOAD));
    }

    /** Whether a load other than {@code loadId} left this file. */
    public boolean isOfAnotherLoad(String path, String loadId) {
        return loadId(path).filter(own -> !own.equals(loadId)).isPresent();
    }
}
