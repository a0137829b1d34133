package dev.ingest.landing;

import dev.ingest.job.LoadId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * dlt's path template: names data files, and recognises in a listing what it once named.
 *
 * <p>Paths begin with the dataset and are relative to the store's root. Dates are those of the run's execution moment, in
 * the run's zone, with the execution date in place of its own.
 */
public final class Layout {
    /** Hive folders may stand between the rendered folders and the file name. */
    private static final String PARTITIONS = "(?:[^/=]+=[^/]*/)*";

    private final String text;
    private final List<LayoutPiece> pieces;

    private Layout(String text, List<LayoutPiece> pieces) {
        this.text = text;
        this.pieces = pieces;
    }

    /**
     * Reads a layout, such as <code>{table_name}/{YYYY}/{MM}/{DD}/{load_id}.{file_id}.{ext}</code>.
     *
     * @throws dev.ingest.failure.IngestException of kind CONFIG with the reason and the way out
     */
    public static Layout parse(String text) {
        return new Layout(text.strip(), LayoutText.pieces(text));
    }

    /**
     * The final path of a file.
     *
     * @param fileId ten lowercase hex digits
     * @param extension without a dot: {@code parquet}, {@code jsonl.gz}
     * @param partition hive folders that go just before the file name, {@code region=EU/day=2026-01-01}; may be empty
     */
    public String path(
            LakeTable table,
            LoadId loadId,
            String fileId,
            String extension,
            ZonedDateTime moment,
            LocalDate date,
            String partition) {
        Map<Placeholder, String> file = Map.of(
                Placeholder.SCHEMA_NAME, table.schema(),
                Placeholder.TABLE_NAME, table.name(),
                Placeholder.LOAD_ID, loadId.text(),
                Placeholder.FILE_ID, fileId,
                Placeholder.EXT, extension);
        ZonedDateTime executed = moment.with(date);
        String whole = table.dataset() + "/" + rendered(pieces, place -> valueOf(place, file, date, executed));
        int name = whole.lastIndexOf('/') + 1;
        return partition.isEmpty() ? whole : whole.substring(0, name) + partition + "/" + whole.substring(name);
    }

    /** Whether files of different days have different paths; without, a day's snapshot replaces all earlier ones. */
    public boolean hasDate() {
        return pieces.stream().anyMatch(Layout::tellsDay);
    }

    /**
     * What a table's loads left on one day, by {@code date} placeholders or by unix time in {@code zone}; times of day do
     * not divide it. Empty when the layout has no date.
     */
    public Optional<TableFiles> dayFiles(LakeTable table, LocalDate date, ZoneId zone) {
        if (!hasDate()) {
            return Optional.empty();
        }
        ZonedDateTime noon = date.atTime(12, 0).atZone(zone);
        Function<Placeholder, Optional<String>> known = place ->
                place.role() == Placeholder.Role.DATE ? Optional.of(place.render(date, noon)) : table.named(place);
        Optional<TableFiles.Day> day = pieces.stream().anyMatch(piece -> piece.is(Placeholder.Role.INSTANT))
                ? Optional.of(new TableFiles.Day(date, zone))
                : Optional.empty();
        return Optional.of(files(table.dataset(), known, day));
    }

    /** What a table's loads left on any day. */
    public TableFiles tableFiles(LakeTable table) {
        return files(table.dataset(), table::named, Optional.empty());
    }

    /** The folder that a load's files land in, without partitions: {@code postgres_db/orders/2026/01/27}. */
    public String landedFolder(LakeTable table, ZonedDateTime moment, LocalDate date) {
        ZonedDateTime executed = moment.with(date);
        List<LayoutPiece> known = pieces.stream()
                .takeWhile(piece -> !piece.is(Placeholder.Role.FILE))
                .toList();
        String prefix = table.dataset() + "/"
                + rendered(known, place -> table.named(place).orElseGet(() -> place.render(date, executed)));
        return prefix.substring(0, prefix.lastIndexOf('/'));
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }

    private TableFiles files(
            String dataset, Function<Placeholder, Optional<String>> known, Optional<TableFiles.Day> day) {
        List<LayoutPiece> fixed = pieces.stream()
                .takeWhile(piece -> piece.placeholder()
                        .map(place -> known.apply(place).isPresent())
                        .orElse(true))
                .toList();
        String prefix =
                dataset + "/" + rendered(fixed, place -> known.apply(place).orElseThrow());
        return new TableFiles(prefix.substring(0, prefix.lastIndexOf('/')), pattern(dataset, known), day);
    }

    private Pattern pattern(String dataset, Function<Placeholder, Optional<String>> known) {
        List<String> captured = new ArrayList<>();
        StringBuilder regex = new StringBuilder(Pattern.quote(dataset + "/"));
        int name = nameAt();
        if (name < 0) {
            regex.append(PARTITIONS);
        }
        for (int i = 0; i < pieces.size(); i++) {
            Optional<String> plain = pieces.get(i).plain();
            if (plain.isEmpty()) {
                Placeholder place = pieces.get(i).placeholder().orElseThrow();
                regex.append(known.apply(place).map(Pattern::quote).orElseGet(() -> shape(place, captured)));
            } else if (i == name) {
                int slash = plain.get().lastIndexOf('/') + 1;
                regex.append(Pattern.quote(plain.get().substring(0, slash))).append(PARTITIONS);
                regex.append(Pattern.quote(plain.get().substring(slash)));
            } else {
                regex.append(Pattern.quote(plain.get()));
            }
        }
        return Pattern.compile(regex.toString());
    }

    /** The piece with the slash before the file name; -1 when files stand in the dataset's own folder. */
    private int nameAt() {
        for (int i = pieces.size() - 1; i >= 0; i--) {
            if (pieces.get(i).plain().filter(plain -> plain.contains("/")).isPresent()) {
                return i;
            }
        }
        return -1;
    }

    private static String shape(Placeholder place, List<String> captured) {
        String group = place == Placeholder.LOAD_ID
                ? TableFiles.LOAD
                : place.role() == Placeholder.Role.INSTANT ? TableFiles.INSTANT : "";
        if (group.isEmpty()) {
            return place.shape();
        }
        if (captured.contains(group)) {
            return place == Placeholder.LOAD_ID ? "\\k<" + group + ">" : place.shape();
        }
        captured.add(group);
        return "(?<" + group + ">" + place.shape() + ")";
    }

    private static String valueOf(
            Placeholder place, Map<Placeholder, String> names, LocalDate date, ZonedDateTime moment) {
        String name = names.get(place);
        return name == null ? place.render(date, moment) : name;
    }

    private static String rendered(List<LayoutPiece> pieces, Function<Placeholder, String> value) {
        StringBuilder path = new StringBuilder();
        for (LayoutPiece piece : pieces) {
            path.append(piece.plain()
                    .orElseGet(() -> value.apply(piece.placeholder().orElseThrow())));
        }
        return path.toString();
    }

    private static boolean tellsDay(LayoutPiece piece) {
        return piece.is(Placeholder.Role.DATE) || piece.is(Placeholder.Role.INSTANT);
    }
}
