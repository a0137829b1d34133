package dev.ingest.source.rest.exchange;

import dev.ingest.failure.FailureKind;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/** Requests of one reader, in their order. */
public final class Dialogue {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_REDIRECTS = 5;

    private final Exchange exchange;
    private final Judge judge;
    private final Stop stop;

    Dialogue(Exchange exchange, Judge judge, Stop stop) {
        this.exchange = exchange;
        this.judge = judge;
        this.stop = stop;
    }

    /**
     * Sends a request until it is answered and {@code intake} can use the answer, as often as the plan allows; the reply is
     * whole.
     *
     * @throws dev.ingest.failure.IngestException (CONNECT, READ, SECRET) naming the request without secrets, the status, the
     *     beginning of the body and the way out
     */
    public <T> T send(Request request, Intake<T> intake) {
        return exchange.patience.insist("read " + request.printed(), stop, () -> answered(request, intake));
    }

    /** Sends a request until it is answered, whatever the answer's body is. */
    public Reply send(Request request) {
        return send(request, reply -> reply);
    }

    /** Ends what is under way and refuses what follows; from any thread. */
    public void cancel() {
        stop.pull();
    }

    private <T> T answered(Request request, Intake<T> intake) throws Fault {
        Request settled = request.at(exchange.origins.settled(request.address()));
        Request proven = proven(settled);
        try {
            return reply(request, proven, intake);
        } catch (Fault fault) {
            if (fault.course() == Fault.Course.LOGIN && exchange.proofs.renew(proven)) {
                return reply(request, proven(settled), intake);
            }
            fault.told().ifPresent(exchange.gate::close);
            throw fault;
        }
    }

    private <T> T reply(Request request, Request proven, Intake<T> intake) throws Fault {
        Received answer = received(proven);
        boolean taken = false;
        try {
            T made = intake.take(
                    new Reply(request, answer.status(), answer.headers(), answer.body(), judge.verdict(answer)));
            taken = true;
            return made;
        } catch (BrokenBody broken) {
            throw broken.fault();
        } finally {
            if (!taken) {
                answer.close();
            }
        }
    }

    private Request proven(Request request) {
        Request whole = request;
        for (Map.Entry<String, String> header : exchange.api.headers().entrySet()) {
            if (request.headers().keySet().stream().noneMatch(header.getKey()::equalsIgnoreCase)) {
                whole = whole.withHeader(header.getKey(), header.getValue());
            }
        }
        return exchange.origins.isOwn(request.address()) ? exchange.proofs.prove(whole, stop) : whole;
    }

    /** The answer behind all redirects; they lead nowhere but to the same origin, as a proof never leaves it. */
    private Received received(Request proven) throws Fault {
        Request at = proven;
        for (int turn = 0; turn <= MOST_REDIRECTS; turn++) {
            Received answer = sent(at);
            if (!REDIRECTS.contains(answer.status())
                    || answer.headers().firstValue("Location").isEmpty()) {
                return answer;
            }
            answer.close();
            at = redirected(at, answer);
        }
        throw Fault.lasting(
                FailureKind.READ,
                "it was redirected more than " + MOST_REDIRECTS + " times",
                "Check base_url and path");
    }

    private Received sent(Request request) throws Fault {
        exchange.gate.enter(request.address().getPath(), stop);
        try {
            return exchange.wire.send(request, stop);
        } finally {
            exchange.gate.leave();
        }
    }

    private Request redirected(Request from, Received answer) throws Fault {
        URI target;
        try {
            target = from.resolved(answer.headers().firstValue("Location").orElse(""));
        } catch (IllegalArgumentException e) {
            throw Fault.lasting(FailureKind.READ, "it was redirected to what is no address", "Check base_url and path");
        }
        URI settled = exchange.origins.settled(target);
        if (exchange.origins.isOwn(from.address()) && !exchange.origins.isOwn(settled)) {
            throw Fault.lasting(
                    FailureKind.READ,
                    "it was redirected to " + settled.getHost() + ", another origin",
                    "Write base_url and path as the API has them now");
        }
        Request next = from.following(settled);
        boolean keeps = answer.status() == 307 || answer.status() == 308;
        return keeps || from.method().equals("GET")
                ? next
                : next.withMethod("GET").withoutBody();
    }
}
