package dev.ingest.config.row;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages of those who do not know the workbook's rows speak of {@code the cell where}; here they learn its place. */
public final class CellMention {
    private static final Pattern MENTION = Pattern.compile("\\bcell ("
            + Stream.of(JobColumn.values()).map(JobColumn::header).collect(Collectors.joining("|")) + ")\\b");

    private CellMention() {}

    /** {@code message} with the place of each cell of {@code row} that it speaks of: {@code the cell where (jobs!J2)}. */
    public static String located(JobRow row, String message) {
        return MENTION.matcher(message)
                .replaceAll(mention -> Matcher.quoteReplacement(mention.group()
                        + row.places()
                                .of(column(mention.group(1)))
                                .map(place -> " (" + place + ")")
                                .orElse("")));
    }

    /** The first cell that {@code message} speaks of. */
    public static Optional<JobColumn> first(String message) {
        Matcher mention = MENTION.matcher(message);
        return mention.find() ? Optional.of(column(mention.group(1))) : Optional.empty();
    }

    private static JobColumn column(String header) {
        return Stream.of(JobColumn.values())
                .filter(column -> column.header().equals(header))
                .findFirst()
                .orElseThrow();
    }
}
