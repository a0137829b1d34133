package dev.ingest.source.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.source.rest.endpoint.Endpoint;
import dev.ingest.source.rest.endpoint.RecordPlan;
import dev.ingest.source.rest.exchange.Dialogue;
import dev.ingest.source.rest.exchange.Reply;
import dev.ingest.source.rest.exchange.Request;
import dev.ingest.source.rest.expression.Bindings;
import dev.ingest.source.rest.expression.EvaluationException;
import dev.ingest.source.rest.expression.Expression;
import dev.ingest.source.rest.expression.Root;
import dev.ingest.source.rest.page.Next;
import dev.ingest.source.rest.page.PageFacts;
import dev.ingest.source.rest.page.Paginator;
import dev.ingest.source.rest.page.Paginators;
import dev.ingest.source.rest.record.RecordFault;
import dev.ingest.source.rest.record.RecordPage;
import dev.ingest.source.rest.record.RecordSelector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages of an endpoint, one after the other; for one thread, but for {@link #cancel}. */
final class Pages implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pages.class);

    private final Endpoint endpoint;
    private final Dialogue dialogue;
    private final Detected detected;
    private final Executor threads;
    private final PageIntake intake;
    private Optional<Paginator> paginator = Optional.empty();
    private Optional<Request> following = Optional.empty();
    private Optional<Reply> reply = Optional.empty();
    /** What was asked for before it was wanted, by its request. */
    private final Map<Request, CompletableFuture<PageIntake.Taken>> ahead = new LinkedHashMap<>();

    private final int most;
    private List<Request> likely = List.of();
    private Optional<String> restart = Optional.empty();
    private RecordPage.Form form = RecordPage.Form.NULL;
    private final Optional<Expression> stopWhen;
    private Bindings bindings = Bindings.at(Instant.EPOCH);
    private long page;
    private long received;
    private long ignored;

    /**
     * @param threads send requests ahead of the reader
     * @param most requests that are sent ahead of it
     */
    Pages(Endpoint endpoint, Dialogue dialogue, Detected detected, Executor threads, int most) {
        this.most = most;
        this.threads = threads;
        this.endpoint = endpoint;
        this.detected = detected;
        this.dialogue = dialogue;
        this.stopWhen = endpoint.stopWhen().map(Expression::compile);
        this.intake = new PageIntake(endpoint, detected);
    }

    /** Begins with the first page of {@code base}, which {@code made} made. */
    void begin(Request base, Bindings made) {
        bindings = made;
        Paginator begun = Paginators.open(endpoint.pages());
        paginator = Optional.of(begun);
        following = Optional.of(begun.first(base));
        restart = Optional.empty();
        dropAhead();
        page = 0;
        received = 0;
    }

    /** Sends the request of the next page before it is asked for. */
    void sendAhead() {
        following.ifPresent(request -> sendAhead(request, page + 1));
        for (int behind = 0; behind < likely.size() && ahead.size() < most; behind++) {
            sendAhead(likely.get(behind), page + 2 + behind);
        }
    }

    private void sendAhead(Request request, long number) {
        ahead.computeIfAbsent(request, wanted -> CompletableFuture.supplyAsync(() -> ask(wanted, number), threads));
    }

    private PageIntake.Taken ask(Request request, long number) {
        return dialogue.send(request, intake.attempts(number));
    }

    private PageIntake.Taken taken(Request request) {
        CompletableFuture<PageIntake.Taken> sent = ahead.remove(request);
        if (sent == null) {
            // Pages are not as they were expected to be.
            dropAhead();
            return ask(request, page);
        }
        try {
            return sent.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** The next page; empty after the last one. The one before is closed. */
    Optional<RecordPage> next() {
        closeReply();
        if (following.isEmpty()) {
            return Optional.empty();
        }
        Request request = following.get();
        page++;
        PageIntake.Taken taken = taken(request);
        Reply answer = taken.reply();
        reply = Optional.of(answer);
        switch (answer.verdict()) {
            case IGNORED -> {
                ignored++;
                return end();
            }
            case ENDED -> {
                return end();
            }
            case RESTART -> {
                restart = Optional.of("a rule says that the window is full");
                return end();
            }
            default -> {}
        }
        RecordPage read = taken.page().orElseThrow();
        judge(read);
        advance(request, read);
        sendAhead();
        return Optional.of(read);
    }

    /** The request of the page at hand. */
    Optional<Request> request() {
        return reply.map(Reply::request);
    }

    /** What the API's clock showed when it answered, as far as it says. */
    Optional<Instant> clock() {
        return reply.flatMap(Reply::date);
    }

    /** The body of the page at hand. */
    byte[] body() {
        try (InputStream in = reply.orElseThrow().body().open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the first page is at hand. */
    boolean isAtFirst() {
        return page == 1 && reply.isPresent();
    }

    /** Asks for no more pages. */
    void stop() {
        following = Optional.empty();
        dropAhead();
    }

    private void dropAhead() {
        List<CompletableFuture<PageIntake.Taken>> unwanted = List.copyOf(ahead.values());
        if (!unwanted.isEmpty()) {
            threads.execute(() -> unwanted.forEach(this::close));
        }
        ahead.clear();
        likely = List.of();
    }

    private void close(CompletableFuture<PageIntake.Taken> unwanted) {
        try {
            unwanted.join().reply().close();
        } catch (CompletionException failed) {
            LOG.debug("A page of {} that nobody wants any more failed", endpoint.name(), failed);
        }
    }

    /** Why the API shows no more in one run through its pages, though there is more. */
    Optional<String> restart() {
        return restart;
    }

    /** Answers that a rule passed over. */
    long ignored() {
        return ignored;
    }

    /** The page at hand, for messages. */
    String where() {
        return "page " + page + " of "
                + reply.map(Reply::request).map(Request::printed).orElse(endpoint.name());
    }

    private Optional<RecordPage> end() {
        closeReply();
        following = Optional.empty();
        dropAhead();
        return Optional.empty();
    }

    private void judge(RecordPage read) {
        RecordPage.Form former = form;
        form = read.form() == RecordPage.Form.NULL ? former : read.form();
        boolean emptyIsMeant = endpoint.records().absent() == RecordPlan.Absent.EMPTY;
        switch (read.form()) {
            case ABSENT -> {
                if (!emptyIsMeant) {
                    throw refused("has nothing at " + at() + ". It begins: " + beginning()
                            + " Correct data_selector, or set empty_ok = true where that means no records.");
                }
            }
            case SCALAR ->
                throw refused("has neither a list nor a record at " + at() + ". It begins: " + beginning()
                        + " Correct data_selector.");
            case RECORD -> {
                if (former == RecordPage.Form.LIST) {
                    throw refused("has one object at " + at() + " where the pages before had a list. It begins: "
                            + beginning()
                            + " Nothing landed; run the job again, and if it stays, have the API mend it.");
                }
                if (isError(read.envelope())) {
                    throw refused("is an error that the API sent with status "
                            + reply.map(Reply::status).orElse(200) + ": " + beginning()
                            + " Mend what it says, or add a rule to response_actions for it.");
                }
            }
            default -> {}
        }
    }

    /** An object in place of records that speaks of an error: nobody named the place, so it was not asked for. */
    private boolean isError(JsonNode body) {
        return endpoint.selector().isEmpty()
                && (body.hasNonNull("error") || body.hasNonNull("errors") || body.hasNonNull("fault"));
    }

    private String at() {
        return intake.selector().map(RecordSelector::toString).orElse("$");
    }

    private String beginning() {
        return reply.map(answer -> answer.body().beginning()).orElse("");
    }

    private void advance(Request request, RecordPage read) {
        Reply answer = reply.orElseThrow();
        PageFacts facts =
                new PageFacts(read.count(), read.envelope(), answer.headers(), () -> last(read), read.fingerprint());
        Next next = paginator.orElseThrow().next(request, facts);
        paginator.flatMap(Paginator::detected).ifPresent(detected::found);
        following = Optional.empty();
        likely = List.of();
        if (isLast(read, answer)) {
            LOG.debug("Pages of {} end after {}: stop_when holds", endpoint.name(), page);
        } else if (next instanceof Next.Page more) {
            following = Optional.of(more.request());
            // Whoever looks at the first page alone asks for no more than one.
            likely = page == 1 ? List.of() : more.likely();
        } else if (next instanceof Next.End end) {
            LOG.debug("Pages of {} end after {}: {}", endpoint.name(), page, end.reason());
            end.warning().ifPresent(warning -> LOG.warn("{}: {}", endpoint.name(), warning));
        } else if (next instanceof Next.Restart full) {
            restart = Optional.of(full.reason());
        }
    }

    private boolean isLast(RecordPage read, Reply answer) {
        received += read.count();
        if (stopWhen.isEmpty()) {
            return false;
        }
        Bindings of = bindings.with(Root.RESPONSE, read.envelope())
                .withHeaders(answer.headers().map())
                .with(Root.LAST_RECORD, last(read).orElse(MissingNode.getInstance()))
                .with(
                        Root.PAGE,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("number", page - 1)
                                .put("records", read.count())
                                .put("total", received));
        try {
            return stopWhen.get().holds(of);
        } catch (EvaluationException e) {
            throw refused("has no value for stop_when: " + e.getMessage() + ". Give the path a default.", e);
        }
    }

    private static Optional<JsonNode> last(RecordPage read) {
        try {
            return read.last();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A failure of a record on the page at hand. */
    IngestException unfit(RecordFault fault) {
        return refused("cannot be read: " + fault.getMessage(), fault);
    }

    /** A failure of the page at hand: {@code clause} follows its name. */
    private IngestException refused(String clause, Throwable cause) {
        return new IngestException(FailureKind.READ, sentence(clause), cause);
    }

    private IngestException refused(String clause) {
        return new IngestException(FailureKind.READ, sentence(clause));
    }

    private String sentence(String clause) {
        return "Cannot read " + endpoint.name() + ": " + where() + " " + clause;
    }

    /** Ends what is under way, from another thread. */
    void cancel() {
        dialogue.cancel();
    }

    private void closeReply() {
        reply.ifPresent(Reply::close);
        reply = Optional.empty();
    }

    @Override
    public void close() {
        dropAhead();
        closeReply();
    }
}
