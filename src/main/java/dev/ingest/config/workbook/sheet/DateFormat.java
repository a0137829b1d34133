package dev.ingest.config.workbook.sheet;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.BuiltinFormats;

/** What a number format shows of a date. */
enum DateFormat {
    /** No date: a plain number. */
    NONE,
    DAY,
    DAY_AND_TIME;

    /** Text in quotes, escaped and padding characters, colours, conditions and locales; elapsed times stay. */
    private static final Pattern DECORATION =
            Pattern.compile("\"[^\"]*\"|\\\\.|[_*].|\\[(?!h+\\]|m+\\]|s+\\])[^\\]]*\\]");

    /** By the identifier of a format that Excel builds in (ECMA-376, 18.8.30); the CJK calendars are 27–36 and 50–58. */
    static DateFormat builtIn(int id) {
        if ((id >= 27 && id <= 36) || (id >= 50 && id <= 58)) {
            return id == 32 || id == 33 ? DAY_AND_TIME : DAY;
        }
        boolean free = id < 0 || id > 49 || (id > 22 && id < 37);
        return free ? NONE : ofCode(BuiltinFormats.getBuiltinFormat(id));
    }

    /** By the format's code, {@code yyyy-mm-dd hh:mm:ss.000}. */
    static DateFormat ofCode(String code) {
        String first = code.split(";", 2)[0];
        String bare = DECORATION.matcher(first).replaceAll("").toLowerCase(Locale.ROOT);
        if (bare.contains("general") || bare.indexOf('#') >= 0 || bare.indexOf('@') >= 0) {
            return NONE;
        }
        if (bare.indexOf('h') >= 0 || bare.indexOf('s') >= 0) {
            return DAY_AND_TIME;
        }
        return bare.indexOf('y') >= 0 || bare.indexOf('d') >= 0 || bare.indexOf('m') >= 0 ? DAY : NONE;
    }
}
