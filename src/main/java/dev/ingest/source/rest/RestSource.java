package dev.ingest.source.rest;

import dev.ingest.data.Column;
import dev.ingest.data.ColumnType;
import dev.ingest.data.Nullability;
import dev.ingest.data.Schema;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Extraction;
import dev.ingest.job.LoadIdColumn;
import dev.ingest.job.Reading;
import dev.ingest.job.RowIdColumn;
import dev.ingest.job.Slice;
import dev.ingest.job.Snapshot;
import dev.ingest.job.StoredSchema;
import dev.ingest.job.cursor.Bound;
import dev.ingest.job.cursor.CursorText;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Horizon;
import dev.ingest.job.cursor.SourceClock;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.TableName;
import dev.ingest.source.BatchReader;
import dev.ingest.source.Source;
import dev.ingest.source.SourceDescription;
import dev.ingest.source.SourceQuestion;
import dev.ingest.source.TableLook;
import dev.ingest.source.rest.endpoint.Endpoint;
import dev.ingest.source.rest.exchange.Exchange;
import dev.ingest.source.rest.exchange.Request;
import dev.ingest.source.rest.record.FieldChoice;
import dev.ingest.source.rest.record.RecordFault;
import dev.ingest.source.rest.record.RecordPage;
import dev.ingest.source.rest.record.RecordRows;
import dev.ingest.source.rest.record.RecordTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** One job's session with an API. What its records are is seen on the first page, unless the lake stores it. */
final class RestSource implements Source {
    /** How many runs through pages may be without a record before the next one is not looked at for its columns. */
    private static final int SAMPLED = 20;

    static final String WHOLE = "body";

    private final RestTarget target;
    private final Exchange exchange;
    private final Instant now;
    private final List<Runnable> underWay = new CopyOnWriteArrayList<>();
    private final Map<String, Detected> detected = new HashMap<>();
    private Optional<RestSample> sample = Optional.empty();
    private List<Column> described = List.of();
    private Map<List<String>, Schema> nested = Map.of();
    private SourceQuestion.Growth growth = SourceQuestion.Growth.FREE;
    private volatile boolean cancelled;

    RestSource(RestTarget target, Exchange exchange) {
        this.target = target;
        this.exchange = exchange;
        this.now = target.pace().clock().instant();
    }

    @Override
    public Horizon horizon(SourceQuestion question) {
        List<Column> columns = columns(question);
        Optional<CursorType> type =
                cursor(question, columns).map(RestRules::column).flatMap(column -> new RestRules().cursorType(column));
        if (type.filter(CursorType::isTime).isEmpty()) {
            if (type.isPresent() && question.lowest().isPresent()) {
                throw new IngestException(
                        FailureKind.CONFIG,
                        "Cannot cut " + question.table()
                                + " by load_window: an API does not say how far the numbers of "
                                + question.cursor().orElse("its cursor")
                                + " go. Empty load_window, or name a watermark_column that is a time.");
            }
            return new Horizon(Optional.empty(), lowest(question, type), 0);
        }
        LocalDateTime clock = LocalDateTime.ofInstant(
                sample(question).clock().truncatedTo(ChronoUnit.SECONDS),
                question.watermarkZone().orElse(ZoneOffset.UTC));
        String high = text(type.get(), clock);
        return new Horizon(
                Optional.of(new Bound(high, Bound.Edge.EXCLUSIVE)),
                lowest(question, type),
                Optional.of(new SourceClock(high, question.watermarkZone().orElse(ZoneOffset.UTC))),
                0,
                0,
                List.of());
    }

    private static String text(CursorType type, LocalDateTime clock) {
        return switch (type) {
            case DATE -> clock.toLocalDate().toString();
            case TIMESTAMP -> CursorText.of(clock);
            default -> CursorText.ofUtc(clock);
        };
    }

    /** An API does not say what its lowest value is: the load window begins at the watermark, or where users say. */
    private Optional<String> lowest(SourceQuestion question, Optional<CursorType> type) {
        Optional<String> initial = endpoint(question).window().flatMap(window -> window.initial());
        return question.lowest()
                .flatMap(window -> window.low().map(Bound::value).or(() -> initial))
                .flatMap(text -> type.map(each -> CursorText.canonical(each, text)));
    }

    @Override
    public SourceDescription describe(SourceQuestion question) {
        refuseCursorOverParents(question);
        described = columns(question);
        growth = question.known().growth();
        nested = question.known().stored().map(StoredSchema::nested).orElse(Map.of());
        return new SourceDescription(
                question.table(),
                described.stream().map(RestRules::column).toList(),
                List.of(),
                Set.of(RowIdColumn.COLUMN.name()),
                List.of(),
                Snapshot.ALONE);
    }

    /** What the first page of {@code table} shows. */
    TableLook look(TableName table) {
        SourceQuestion question =
                new SourceQuestion(Extraction.of(table), Optional.empty(), Duration.ZERO, Optional.empty());
        List<Column> columns = sample(question).columns();
        return new RestLook(endpoint(question), detected(table)).of(table, columns);
    }

    /** One cursor for the records of all parents would pass over what a slower one adds later. */
    private void refuseCursorOverParents(SourceQuestion question) {
        if (question.cursor().isPresent()
                && !endpoint(question).repeats().parents().isEmpty()) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot load " + question.table()
                            + " incrementally: it is asked for by the records of a parent, and one"
                            + " watermark for all of them would lose rows. Set load_type to FULL, or read a resource that has"
                            + " the records of all parents.");
        }
    }

    /** Those that the lake stores; where it stores none, or not the cursor's, those of the first page too. */
    private List<Column> columns(SourceQuestion question) {
        Map<String, Column> columns = new LinkedHashMap<>();
        question.known()
                .stored()
                .ifPresent(known -> known.schema().columns().forEach(column -> columns.put(column.name(), column)));
        columns.remove(LoadIdColumn.COLUMN.name());
        boolean enough = question.cursor().isEmpty()
                ? !columns.isEmpty()
                : cursor(question, List.copyOf(columns.values())).isPresent();
        if (!enough) {
            sample(question).columns().forEach(column -> columns.putIfAbsent(column.name(), column));
        }
        columns.putIfAbsent(RowIdColumn.COLUMN.name(), RowIdColumn.COLUMN);
        return List.copyOf(columns.values());
    }

    private Optional<Column> cursor(SourceQuestion question, List<Column> columns) {
        RecordTypes types = target.types().apply(question.table());
        return question.cursor()
                .flatMap(written -> columns.stream()
                        .filter(column -> column.name().equals(written)
                                || column.name().equals(types.naming().ofPath(written)))
                        .findFirst());
    }

    private Endpoint endpoint(SourceQuestion question) {
        return target.endpoints().apply(question.table());
    }

    private RestSample sample(SourceQuestion question) {
        if (sample.isEmpty()) {
            sample = Optional.of(sampled(question));
        }
        return sample.get();
    }

    private RestSample sampled(SourceQuestion question) {
        Endpoint endpoint = endpoint(question);
        RequestTemplates templates = new RequestTemplates(target.api(), endpoint);
        Window window = new Window(
                question.known().watermark().map(value -> new Bound(value, Bound.Edge.INCLUSIVE)), Optional.empty());
        Runs runs = new Runs(target, exchange, endpoint, templates, detected(question.table()), now);
        underWay.add(runs::cancel);
        Iterator<Stop> stops = runs.stops(window, guessed(question));
        RecordFilter filter = new RecordFilter(endpoint);
        Optional<Instant> clock = Optional.empty();
        for (int i = 0; i < SAMPLED && stops.hasNext(); i++) {
            Stop stop = stops.next();
            Request first = templates.request(stop.bindings());
            Pages pages = runs.pages();
            underWay.add(pages::cancel);
            pages.begin(first, stop.bindings());
            Optional<RecordPage> page = pages.next();
            clock = clock.or(pages::clock);
            if (page.isPresent() && (page.get().count() > 0 || !stops.hasNext())) {
                List<Column> columns = columns(question, endpoint, page.get(), filter, stop, pages);
                return new RestSample(
                        columns,
                        clock.orElse(now),
                        i == 0 ? Optional.of(new RestSample.Begun(pages, first, page.get())) : Optional.empty());
            }
            pages.close();
        }
        return new RestSample(List.of(RowIdColumn.COLUMN), clock.orElse(now), Optional.empty());
    }

    private Detected detected(TableName table) {
        return detected.computeIfAbsent(table.joined(), Detected::new);
    }

    /** The type of a watermark that nobody knows the column of yet. */
    private static CursorType guessed(SourceQuestion question) {
        return question.known()
                .watermark()
                .flatMap(value -> Stream.of(CursorType.INTEGER, CursorType.DATE, CursorType.TIMESTAMP_UTC)
                        .filter(type -> isOf(type, value))
                        .findFirst())
                .orElse(CursorType.TEXT);
    }

    private static boolean isOf(CursorType type, String value) {
        try {
            return !CursorText.canonical(type, value).isEmpty();
        } catch (IllegalArgumentException another) {
            return false;
        }
    }

    private List<Column> columns(
            SourceQuestion question, Endpoint endpoint, RecordPage page, RecordFilter filter, Stop stop, Pages pages) {
        if (endpoint.records().whole()) {
            return List.of(new Column(WHOLE, ColumnType.JSON, Nullability.NULLABLE), RowIdColumn.COLUMN);
        }
        try {
            return new RecordRows(target.types().apply(question.table()))
                    .columns(FilteredPage.of(page, filter, stop.bindings()), stop.added());
        } catch (RecordFault fault) {
            throw pages.unfit(fault);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public BatchReader read(Reading reading, Slice slice) {
        if (cancelled) {
            throw new IngestException(FailureKind.READ, "Cannot read " + reading.table() + ": the job was cancelled.");
        }
        RestReader reader = new RestReader(
                target,
                exchange,
                reading,
                new RestReader.Known(choice(reading), nested, sample, detected(reading.table())),
                now);
        underWay.add(reader::cancel);
        return reader;
    }

    private FieldChoice choice(Reading reading) {
        Set<String> left = new HashSet<>(described.stream().map(Column::name).toList());
        reading.columns().forEach(column -> left.remove(column.source()));
        return new FieldChoice(
                left, growth == SourceQuestion.Growth.CLOSED ? FieldChoice.Others.STAY_OUT : FieldChoice.Others.LAND);
    }

    @Override
    public void cancel() {
        cancelled = true;
        underWay.forEach(Runnable::run);
    }

    @Override
    public void close() {
        sample.flatMap(RestSample::begun).ifPresent(begun -> begun.pages().close());
    }
}
