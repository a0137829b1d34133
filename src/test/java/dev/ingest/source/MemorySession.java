package dev.ingest.source;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Reading;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorText;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One job's reading of test data. A reader that hangs is deaf to the first call to cancel. */
final class MemorySession implements Source {
    private final Supplier<MemoryDatabase> way;
    private Optional<MemoryTable> own = Optional.empty();
    private Snapshot snapshot = Snapshot.ALONE;
    private int cancels;

    MemorySession(Supplier<MemoryDatabase> way) {
        this.way = way;
    }

    @Override
    public Horizon horizon(SourceQuestion question) {
        MemoryTable table = way.get().table(question.table());
        String column = column(table, question.cursor().orElseThrow());
        CursorType type = type(table, column);
        List<Optional<String>> texts = table.texts(column, type);
        Comparator<String> order = (left, right) -> CursorText.compare(type, left, right);
        List<String> values =
                texts.stream().flatMap(Optional::stream).sorted(order).toList();
        return new Horizon(
                values.stream().max(order).map(high -> new Bound(high, Bound.Edge.INCLUSIVE)),
                question.lowest()
                        .flatMap(part -> values.stream()
                                .filter(value -> isWithin(part, type, value))
                                .findFirst()),
                texts.size() - values.size());
    }

    @Override
    public SourceDescription describe(SourceQuestion question) {
        MemoryTable table = way.get().table(question.table());
        own = Optional.of(table);
        snapshot = table.shape() == MemoryTable.Shape.FLAT ? way.get().take(table) : Snapshot.ALONE;
        return new SourceDescription(
                TableName.exact(table.name()),
                table.columns(),
                List.of(),
                Set.of(),
                snapshot instanceof Snapshot.Alone
                        ? List.of()
                        : List.of(new Extent(question.table(), table.rows().size())),
                snapshot);
    }

    @Override
    public Map<String, NumberWidth> widths(SourceQuestion question, List<SourceColumn> columns) {
        if (lacks(Capability.WIDTHS)) {
            return Map.of();
        }
        Map<String, NumberWidth> widths = new HashMap<>();
        for (SourceColumn column : columns) {
            for (Map<String, Object> row : own.orElseThrow().rows()) {
                if (row.get(column.name()) instanceof BigDecimal number) {
                    widths.merge(column.name(), width(number.stripTrailingZeros()), MemorySession::widest);
                }
            }
        }
        return widths;
    }

    @Override
    public KeySample keys(Reading reading, KeyColumn key) {
        if (lacks(Capability.SAMPLE)) {
            return KeySample.NONE;
        }
        List<Optional<String>> keys = rows(reading, Slice.WHOLE).stream()
                .map(row -> MemoryTable.text(row, key.name(), key.type()))
                .toList();
        Comparator<String> order = (left, right) -> CursorText.compare(key.type(), left, right);
        Map<String, Long> counts = keys.stream()
                .flatMap(Optional::stream)
                .collect(Collectors.groupingBy(Function.identity(), () -> new TreeMap<>(order), Collectors.counting()));
        return new KeySample(
                counts.entrySet().stream()
                        .map(count -> new KeySample.Count(count.getKey(), count.getValue()))
                        .toList(),
                keys.stream().filter(Optional::isEmpty).count());
    }

    @Override
    public BatchReader read(Reading reading, Slice slice) {
        checkCancelled();
        MemoryTable table = table(reading);
        Optional<Integer> hangsAt = table.hangsAt();
        return new MemoryReader(table, reading, rows(reading, slice), place -> {
            if (hangsAt.filter(row -> row <= place).isPresent()) {
                hang();
            }
            checkCancelled();
        });
    }

    @Override
    public OptionalLong count(Reading reading) {
        return lacks(Capability.COUNT)
                ? OptionalLong.empty()
                : OptionalLong.of(rows(reading, Slice.WHOLE).size());
    }

    @Override
    public void release() {
        if (!(snapshot instanceof Snapshot.Alone)) {
            way.get().release(snapshot);
        }
    }

    @Override
    public synchronized void cancel() {
        cancels++;
        notifyAll();
    }

    @Override
    public void close() {
        release();
    }

    private boolean lacks(Capability capability) {
        return !way.get().rules().capabilities().contains(capability);
    }

    private MemoryTable table(Reading reading) {
        return reading.snapshot() instanceof Snapshot.Shared shared
                ? way.get().snapshot(shared)
                : own.orElseThrow(() -> new IllegalStateException("the table was not described"));
    }

    /** What {@code reading} wants of a slice; all of an endless table is told by its own list. */
    private List<Map<String, Object>> rows(Reading reading, Slice slice) {
        MemoryTable table = table(reading);
        if (reading.cursor().isEmpty() && slice.predicate().isEmpty()) {
            return table.rows();
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int place = 0; place < table.rows().size(); place++) {
            Map<String, Object> row = table.rows().get(place);
            int at = place;
            boolean wanted = reading.cursor()
                            .map(cursor -> isWithin(reading, cursor, row))
                            .orElse(true)
                    && slice.predicate()
                            .map(part -> MemoryPart.parse(part).holds(at, row))
                            .orElse(true);
            if (wanted) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static boolean isWithin(Reading reading, Cursor cursor, Map<String, Object> row) {
        return MemoryTable.text(row, cursor.column(), cursor.type())
                .filter(value -> isWithin(reading.window(), cursor.type(), value))
                .isPresent();
    }

    private static boolean isWithin(Window window, CursorType type, String value) {
        return window.low().map(low -> reaches(type, low, value, 1)).orElse(true)
                && window.high().map(high -> reaches(type, high, value, -1)).orElse(true);
    }

    private static boolean reaches(CursorType type, Bound bound, String value, int direction) {
        int order = CursorText.compare(type, value, bound.value()) * direction;
        return bound.edge() == Bound.Edge.INCLUSIVE ? order >= 0 : order > 0;
    }

    private static String column(MemoryTable table, String written) {
        return table.columns().stream()
                .map(SourceColumn::name)
                .filter(written::equals)
                .findFirst()
                .orElseThrow(() -> new IngestException(
                        FailureKind.CONFIG,
                        "Cannot find column " + written + " of table " + table.name()
                                + ": there is none of that name. Correct the cell watermark_column."));
    }

    private CursorType type(MemoryTable table, String column) {
        return table.columns().stream()
                .filter(declared -> declared.name().equals(column))
                .flatMap(declared -> way.get().rules().cursorType(declared).stream())
                .findFirst()
                .orElseThrow();
    }

    private static NumberWidth width(BigDecimal number) {
        return new NumberWidth(Math.max(0, number.precision() - number.scale()), Math.max(0, number.scale()));
    }

    private static NumberWidth widest(NumberWidth one, NumberWidth other) {
        return new NumberWidth(Math.max(one.before(), other.before()), Math.max(one.after(), other.after()));
    }

    private synchronized void hang() {
        way.get().hangs();
        while (cancels < 2) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IngestException(
                        FailureKind.READ, "Cannot read on: it was interrupted. Run the job again.", e);
            }
        }
    }

    private synchronized void checkCancelled() {
        if (cancels > 0) {
            throw new IngestException(FailureKind.READ, "Cannot read on: it was cancelled. Run the job again.");
        }
    }
}
