package dev.ingest.source.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ingest.data.ColumnBatch;
import dev.ingest.data.Schema;
import dev.ingest.data.Vector;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.Reading;
import dev.ingest.job.cursor.Cursor;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.cursor.Window;
import dev.ingest.job.name.Counted;
import dev.ingest.source.BatchReader;
import dev.ingest.source.TableBatch;
import dev.ingest.source.rest.endpoint.Endpoint;
import dev.ingest.source.rest.endpoint.Rule;
import dev.ingest.source.rest.endpoint.WindowParams;
import dev.ingest.source.rest.exchange.Exchange;
import dev.ingest.source.rest.json.Json;
import dev.ingest.source.rest.record.FieldChoice;
import dev.ingest.source.rest.record.RecordCursor;
import dev.ingest.source.rest.record.RecordFault;
import dev.ingest.source.rest.record.RecordPage;
import dev.ingest.source.rest.record.RecordRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records of a resource as rows, page by page. */
final class RestReader implements BatchReader {
    private static final Logger LOG = LoggerFactory.getLogger(RestReader.class);
    private static final int WEIGHED_EVERY = 64;
    /** Rows of an API that is slow go on at a page's end after so long, so that people see them come. */
    private static final Duration LONGEST_BATCH = Duration.ofSeconds(5);

    /**
     * What is known before the first page.
     *
     * @param choice the fields that users want
     * @param nested the columns of nested tables, as the lake stores them
     * @param sample the first page, where it was looked at
     * @param detected what it showed
     */
    record Known(
            FieldChoice choice, Map<List<String>, Schema> nested, Optional<RestSample> sample, Detected detected) {}

    private final RestTarget target;
    private final Reading reading;
    private final Known known;
    private final Endpoint endpoint;
    private final RequestTemplates templates;
    private final RecordFilter filter;
    private final Runs runs;
    private final Optional<Cursor> cursor;
    private final Optional<CursorWindow> window;
    private final Clock clock;
    /** Present where pages may have to be begun anew. */
    private final Optional<WindowCut> cut;

    private final Queue<TableBatch> ready = new ArrayDeque<>();
    private final BitSet outside = new BitSet();
    private final Deque<Run> ahead = new ConcurrentLinkedDeque<>();
    private Optional<Iterator<Stop>> stops = Optional.empty();
    private Optional<Stop> stop = Optional.empty();
    private volatile Pages pages;
    private Optional<RecordRows> rows = Optional.empty();
    private Optional<RecordRows.Page> page = Optional.empty();
    private Optional<RecordCursor> records = Optional.empty();
    private Instant begun;
    private boolean below;
    private boolean above;
    private long passedOver;
    private long withoutCursor;
    private long dropped;

    RestReader(RestTarget target, Exchange exchange, Reading reading, Known known, Instant now) {
        this.target = target;
        this.reading = reading;
        this.known = known;
        this.endpoint = target.endpoints().apply(reading.table());
        this.templates = new RequestTemplates(target.api(), endpoint);
        this.filter = new RecordFilter(endpoint);
        this.runs = new Runs(target, exchange, endpoint, templates, known.detected(), now);
        this.pages = runs.pages();
        this.clock = target.pace().clock();
        this.begun = now;
        this.cursor = reading.cursor();
        this.cut = cursor.filter(column -> restarts(endpoint))
                .map(column -> new WindowCut(
                        column, reading.column(column.landed()).orElseThrow().type()));
        this.window = cursor.map(column -> new CursorWindow(
                reading.window(), reading.column(column.landed()).orElseThrow().type()));
    }

    private static boolean restarts(Endpoint endpoint) {
        return endpoint.pages().bounds().windowLimit().isPresent()
                || endpoint.rules().stream().anyMatch(rule -> rule.action() == Rule.Action.RESTART);
    }

    @Override
    public Optional<TableBatch> read(ColumnBatch spare, long maxBytes) {
        while (ready.isEmpty()) {
            RecordRows into = rows(spare.capacity());
            into.begin(spare);
            begun = clock.instant();
            outside.clear();
            try {
                fill(into, spare.capacity(), maxBytes);
            } catch (RecordFault fault) {
                throw pages.unfit(fault);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (into.rows() == 0) {
                tell();
                return Optional.empty();
            }
            handOver(into.take());
        }
        return Optional.of(ready.remove());
    }

    private void fill(RecordRows into, int capacity, long maxBytes) throws IOException {
        while (into.rows() < capacity && (!isWeighed(into.rows()) || into.bytes() < maxBytes)) {
            if (endpoint.records().whole()) {
                if (!nextPage()) {
                    return;
                }
                into.appendWhole(RestSource.WHOLE, pages.body());
                continue;
            }
            Optional<JsonParser> record = nextRecord(into);
            if (record.isEmpty()) {
                return;
            }
            if (cut.isPresent()) {
                appendOnce(into, Json.TREES.readTree(record.get()), cut.get());
            } else {
                into.append(record.get(), page.orElseThrow(), stop.orElseThrow().added());
                judge(into);
            }
        }
    }

    /** Weighing takes a look at every column. */
    private static boolean isWeighed(int rows) {
        return rows % WEIGHED_EVERY == 0 || Integer.bitCount(rows) == 1;
    }

    private void appendOnce(RecordRows into, JsonNode record, WindowCut remembered) throws IOException {
        if (remembered.cameBefore(record)) {
            return;
        }
        try (JsonParser parser = record.traverse(Json.TREES)) {
            parser.nextToken();
            into.append(parser, page.orElseThrow(), stop.orElseThrow().added());
        }
        remembered.add(record, into.values(cursor.orElseThrow().landed()), into.rows() - 1);
        judge(into);
    }

    private RecordRows rows(int capacity) {
        if (rows.isEmpty()) {
            rows = Optional.of(new RecordRows(
                    reading.schema(),
                    known.nested(),
                    known.choice(),
                    target.types().apply(reading.table()),
                    capacity,
                    new SecureRandom().nextLong()));
            cursor.map(Cursor::landed).ifPresent(rows.get()::demand);
        }
        return rows.get();
    }

    /** The next record; absent at the end, and where the batch has waited for so long that its rows are to go on first. */
    private Optional<JsonParser> nextRecord(RecordRows into) throws IOException {
        while (true) {
            if (records.isPresent()) {
                Optional<JsonParser> next = records.get().next();
                if (next.isPresent()) {
                    return next;
                }
                endPage();
            }
            boolean isOverdue = into.rows() > 0 && begun.plus(LONGEST_BATCH).isBefore(clock.instant());
            if (isOverdue || !nextPage()) {
                return Optional.empty();
            }
            records = Optional.of(page.orElseThrow().records());
        }
    }

    /** What comes sorted ends where the window does. */
    private void endPage() throws IOException {
        records.orElseThrow().close();
        records = Optional.empty();
        WindowParams.Order order = endpoint.window().map(WindowParams::order).orElse(WindowParams.Order.ANY);
        if ((order == WindowParams.Order.DESCENDING && below) || (order == WindowParams.Order.ASCENDING && above)) {
            pages.stop();
        }
    }

    /** Pages whose first one has been asked for. */
    private record Run(Stop stop, Pages pages) {}

    private boolean nextPage() {
        Optional<RecordPage> next = pages.next();
        while (next.isEmpty()) {
            if (pages.restart().isPresent()) {
                Stop rest = left(pages.restart().get());
                next = begin(new Run(rest, begun(rest, pages)));
            } else {
                passedOver += pages.ignored();
                Optional<Run> run = nextRun();
                if (run.isEmpty()) {
                    return false;
                }
                pages.close();
                cut.ifPresent(WindowCut::reset);
                next = begin(run.get());
            }
        }
        rows.orElseThrow().beginPage();
        page = Optional.of(
                FilteredPage.of(next.get(), filter, stop.orElseThrow().bindings()));
        return true;
    }

    /** The next run; those behind it are asked for too, as many as the API takes at once. */
    private Optional<Run> nextRun() {
        if (stops.isEmpty()) {
            stops = Optional.of(
                    runs.stops(reading.window(), cursor.map(Cursor::type).orElse(CursorType.TEXT)));
        }
        while (ahead.size() < target.api().traffic().concurrency()
                && stops.get().hasNext()) {
            Stop begun = stops.get().next();
            ahead.add(new Run(begun, sampled(begun).orElseGet(() -> begun(begun, runs.pages()))));
        }
        return Optional.ofNullable(ahead.poll());
    }

    private Pages begun(Stop of, Pages with) {
        with.begin(templates.request(of.bindings()), of.bindings());
        with.sendAhead();
        return with;
    }

    /** The pages of the sample, where they are what {@code begun} begins with. */
    private Optional<Pages> sampled(Stop begun) {
        boolean isFirst = stop.isEmpty() && ahead.isEmpty();
        return known.sample()
                .flatMap(RestSample::begun)
                .filter(sample -> isFirst && sample.first().equals(templates.request(begun.bindings())))
                .map(RestSample.Begun::pages);
    }

    private Optional<RecordPage> begin(Run run) {
        stop = Optional.of(run.stop());
        below = false;
        above = false;
        pages = run.pages();
        return known.sample()
                .flatMap(RestSample::begun)
                .filter(sample -> sample.pages() == pages && pages.isAtFirst())
                .map(RestSample.Begun::page)
                .or(pages::next);
    }

    /** The run that goes on where the API shows no more. */
    private Stop left(String reason) {
        try {
            boolean asksFromSomewhere =
                    endpoint.window().isPresent() && endpoint.repeats().step().isEmpty();
            if (cut.isEmpty() || !asksFromSomewhere) {
                throw new IllegalStateException("only an incremental load with start_param and without step can go on"
                        + " from there. Load it so, or cut it with step into pieces that are small enough.");
            }
            Window rest = cut.get().rest(reading.window());
            return runs.rest(stop.orElseThrow(), rest, cursor.orElseThrow().type());
        } catch (IllegalStateException why) {
            throw new IngestException(
                    FailureKind.READ,
                    "Cannot read all of " + endpoint.name() + ": " + reason + ", and " + why.getMessage(),
                    why);
        }
    }

    private void judge(RecordRows into) {
        if (cursor.isEmpty()) {
            return;
        }
        int row = into.rows() - 1;
        Vector values = into.values(cursor.get().landed());
        if (values.isNull(row)) {
            withoutCursor++;
            outside.set(row);
            return;
        }
        CursorWindow.Side side = window.orElseThrow().side(values, row);
        if (side != CursorWindow.Side.WITHIN) {
            below |= side == CursorWindow.Side.BELOW;
            above |= side == CursorWindow.Side.ABOVE;
            dropped++;
            outside.set(row);
        }
    }

    /** What lies outside the window does not land, nor what is nested in it. */
    private void handOver(List<TableBatch> taken) {
        for (TableBatch batch : taken) {
            BitSet gone = batch.isOwn() ? outside : batch.roots().below(outside);
            if (!gone.isEmpty()) {
                batch.rows().remove(gone);
            }
            if (batch.rows().rows() > 0) {
                ready.add(
                        new TableBatch(batch.path(), batch.rows(), batch.roots().without(outside)));
            }
        }
    }

    private void tell() {
        if (withoutCursor > 0) {
            LOG.warn(
                    "{} of {} have no {} and do not load incrementally",
                    Counted.of(withoutCursor, "record"),
                    endpoint.name(),
                    cursor.map(Cursor::column).orElse("cursor"));
        }
        if (dropped > 0) {
            LOG.info("{} of {} lie outside the window and are dropped", Counted.of(dropped, "record"), endpoint.name());
        }
        if (passedOver > 0) {
            LOG.warn("{} of {} were passed over by a rule", Counted.of(passedOver, "answer"), endpoint.name());
        }
    }

    @Override
    public long passedOver() {
        return passedOver;
    }

    /** Ends what is under way, from another thread. */
    void cancel() {
        runs.cancel();
        pages.cancel();
        ahead.forEach(run -> run.pages().cancel());
    }

    @Override
    public void close() {
        try {
            if (records.isPresent()) {
                records.get().close();
            }
        } catch (IOException e) {
            LOG.debug("A page of {} did not close", endpoint.name(), e);
        }
        pages.close();
        ahead.forEach(run -> run.pages().close());
    }
}
