package dev.ingest.config.workbook;

import dev.ingest.config.Finding;
import dev.ingest.config.SchemaChange;
import dev.ingest.config.SliceCount;
import dev.ingest.config.row.ColumnSelection;
import dev.ingest.config.row.FaultyRow;
import dev.ingest.config.row.JobColumn;
import dev.ingest.config.row.JobRow;
import dev.ingest.config.row.RowCursor;
import dev.ingest.config.row.RowLanding;
import dev.ingest.config.row.RowPlaces;
import dev.ingest.config.row.RowQuery;
import dev.ingest.config.row.RowReading;
import dev.ingest.config.workbook.sheet.SheetCell;
import dev.ingest.config.workbook.sheet.SheetRow;
import dev.ingest.job.CellForm;
import dev.ingest.job.LoadType;
import dev.ingest.job.SourceType;
import dev.ingest.job.name.NearMatch;
import dev.ingest.job.name.Printable;
import dev.ingest.job.name.TableName;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One enabled row on its way from cells to a job: collects all of its faults. */
final class RowCheck {
    private static final List<JobColumn> LISTS =
            List.of(JobColumn.PARTITION_BY, JobColumn.CLUSTER_BY, JobColumn.PRIMARY_KEY);

    private final SheetContent content;
    private final SheetHeader header;
    private final SheetRow row;
    private final QueryFile queries;
    private final RowPlaces places;
    private final Map<JobColumn, Finding> findings = new EnumMap<>(JobColumn.class);

    /** @param queries where the files of queries lie */
    RowCheck(SheetContent content, SheetRow row, QueryFile queries) {
        this.content = content;
        this.header = content.header();
        this.row = row;
        this.queries = queries;
        this.places = header.places(row.number());
    }

    /** The row as no job, once {@link #job} gave none. */
    FaultyRow faulty() {
        String name = Stream.of(JobColumn.SOURCE_NAME, JobColumn.TABLE_NAME)
                .flatMap(column -> header.cell(row, column).stream())
                .map(cell -> Printable.of(cell.text()))
                .collect(Collectors.joining("."));
        return new FaultyRow(name.isEmpty() ? header.place(row.number()) : name, findings());
    }

    /** At most one a cell, in the order of the sheet's columns. */
    private List<Finding> findings() {
        return findings.entrySet().stream()
                .sorted(Comparator.comparing(
                        fault -> header.position(fault.getKey()).orElse(0)))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether the row is switched on; a cell that says neither counts as on, with a finding. */
    boolean isEnabled() {
        if (!header.has(JobColumn.ENABLED)) {
            return true;
        }
        String written = text(JobColumn.ENABLED).orElse("").toUpperCase(Locale.ROOT);
        return switch (written) {
            case "N", "NO", "FALSE", "0" -> false;
            case "Y", "YES", "TRUE", "1" -> true;
            case "" -> {
                fault(JobColumn.ENABLED, "enabled is empty. Write Y or N.");
                yield true;
            }
            default -> {
                fault(JobColumn.ENABLED, "enabled '" + written + "' is not Y or N");
                yield true;
            }
        };
    }

    /** The job; absent when the row has a fault. */
    Optional<JobRow> job() {
        Optional<SourceType> type = required(JobColumn.SOURCE_TYPE, RowCheck::sourceType);
        Optional<String> sourceName = required(JobColumn.SOURCE_NAME, RowCheck::sourceName);
        Optional<TableName> table = required(JobColumn.TABLE_NAME, RowCheck::tableName);
        Optional<LoadType> loadType = required(JobColumn.LOAD_TYPE, RowCheck::loadType);
        loadType.filter(LoadType.INCREMENTAL::equals).ifPresent(incremental -> checkWatermark());
        optional(JobColumn.SLICES, SliceCount::parse);
        optional(JobColumn.ON_SCHEMA_CHANGE, RowCheck::schemaChange);
        LISTS.forEach(list -> optional(list, NameList::parse));
        Optional<ColumnSelection> columns = optional(JobColumn.COLUMNS, NameList::selection);
        Optional<RowQuery> query = optional(JobColumn.QUERY, queries::read);
        List.of(JobColumn.values()).forEach(this::text);
        if (findings.isEmpty() && type.isPresent() && sourceName.isPresent() && table.isPresent()) {
            return loadType.map(load -> row(
                    type.get(),
                    sourceName.get(),
                    table.get(),
                    load,
                    reading(query, columns.orElse(ColumnSelection.ALL))));
        }
        return Optional.empty();
    }

    private JobRow row(SourceType type, String sourceName, TableName table, LoadType loadType, RowReading reading) {
        return new JobRow(
                places,
                type,
                sourceName,
                table,
                text(JobColumn.TABLE_NAME).orElseThrow(),
                loadType,
                new RowCursor(
                        text(JobColumn.WATERMARK_COLUMN),
                        lastWatermark(),
                        watermarkForm(),
                        text(JobColumn.WATERMARK_LAG),
                        text(JobColumn.LOAD_WINDOW)),
                reading,
                new RowLanding(
                        names(JobColumn.PARTITION_BY),
                        names(JobColumn.CLUSTER_BY),
                        names(JobColumn.PRIMARY_KEY),
                        text(JobColumn.ON_SCHEMA_CHANGE).map(RowCheck::schemaChange)));
    }

    private RowReading reading(Optional<RowQuery> query, ColumnSelection columns) {
        return new RowReading(query, text(JobColumn.WHERE), columns, text(JobColumn.SPLIT_BY), text(JobColumn.SLICES));
    }

    private void checkWatermark() {
        JobColumn column = JobColumn.WATERMARK_COLUMN;
        if (header.has(column) && text(column).isEmpty()) {
            fault(column, "watermark_column is empty. INCREMENTAL needs it.");
        }
        SheetHeader.INCREMENTAL.stream()
                .filter(needed -> !header.has(needed))
                .forEach(needed -> fault(needed, header.lacks(needed)));
        header.position(JobColumn.LAST_WATERMARK)
                .flatMap(position -> content.groups().describe(position, row.number()))
                .ifPresent(shares -> fault(
                        JobColumn.LAST_WATERMARK,
                        "last_watermark " + shares + ", so no watermark can be written there. Copy the cells and paste"
                                + " them as values."));
    }

    private CellForm watermarkForm() {
        return header.cell(row, JobColumn.LAST_WATERMARK)
                .map(SheetCell::kind)
                .filter(kind -> kind == SheetCell.Kind.NUMBER || kind == SheetCell.Kind.DATE)
                .map(kind -> kind == SheetCell.Kind.DATE ? CellForm.DATE : CellForm.NUMBER)
                .orElse(CellForm.TEXT);
    }

    private static SourceType sourceType(String text) {
        return SourceType.of(text).orElseThrow(() -> {
            List<String> ids = SourceType.all().stream().map(SourceType::id).toList();
            return new IllegalArgumentException("is not " + choices(ids) + "." + NearMatch.question(text, ids));
        });
    }

    private static String sourceName(String text) {
        if (text.contains("__")) {
            throw new IllegalArgumentException("holds '__', which divides parts of names in the lake. Use one '_'.");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("holds a line break or another control character. Remove it.");
        }
        if (text.chars().noneMatch(Character::isLetterOrDigit)) {
            throw new IllegalArgumentException("holds neither letter nor digit. Give the source a name.");
        }
        return text;
    }

    private static TableName tableName(String text) {
        try {
            return TableName.parse(text);
        } catch (IllegalArgumentException noName) {
            throw new IllegalArgumentException("is not a table name: " + noName.getMessage(), noName);
        }
    }

    private static LoadType loadType(String text) {
        return choice(LoadType.values(), text);
    }

    private static SchemaChange schemaChange(String text) {
        return choice(SchemaChange.values(), text);
    }

    private static <E extends Enum<E>> E choice(E[] values, String text) {
        for (E value : values) {
            if (value.name().equalsIgnoreCase(text)) {
                return value;
            }
        }
        throw new IllegalArgumentException(
                "is not " + choices(Arrays.stream(values).map(RowCheck::shown).toList()));
    }

    /** As the documentation writes it: load types in capitals, settings in small letters. */
    private static String shown(Enum<?> value) {
        return value instanceof LoadType ? value.name() : value.name().toLowerCase(Locale.ROOT);
    }

    private static String choices(List<String> names) {
        return names.stream().limit(names.size() - 1L).collect(Collectors.joining(", ")) + " or "
                + names.get(names.size() - 1);
    }

    private <T> Optional<T> required(JobColumn column, Function<String, T> parser) {
        Optional<T> value = optional(column, parser);
        if (value.isEmpty() && header.has(column)) {
            fault(column, column.header() + " is empty");
        }
        return value;
    }

    private <T> Optional<T> optional(JobColumn column, Function<String, T> parser) {
        Optional<String> text = text(column);
        try {
            return text.map(parser);
        } catch (IllegalArgumentException wrong) {
            fault(column, column.header() + " '" + text.orElse("") + "' " + wrong.getMessage());
            return Optional.empty();
        }
    }

    /** The cell's text, absent when blank; a cell without a usable value is a fault. */
    private Optional<String> text(JobColumn column) {
        Optional<SheetCell> cell = header.cell(row, column);
        if (cell.isEmpty()) {
            return Optional.empty();
        }
        return switch (cell.get().kind()) {
            case ERROR ->
                unusable(
                        column,
                        column.header() + " holds the error " + cell.get().text());
            case UNCALCULATED ->
                unusable(
                        column,
                        column.header()
                                + " holds a formula that was never worked out. Open the workbook in Excel and save it.");
            default -> Optional.of(cell.get().text());
        };
    }

    /** The cell with every blank: a text cursor means them. */
    private Optional<String> lastWatermark() {
        return header.cell(row, JobColumn.LAST_WATERMARK).map(SheetCell::exact);
    }

    private Optional<String> unusable(JobColumn column, String message) {
        fault(column, message);
        return Optional.empty();
    }

    private void fault(JobColumn column, String message) {
        findings.putIfAbsent(
                column, new Finding(places.of(column).orElseGet(() -> header.place(row.number())), message));
    }

    private List<String> names(JobColumn column) {
        return text(column).map(NameList::parse).orElse(List.of());
    }
}
