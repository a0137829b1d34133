package dev.ingest.source.rest.exchange;

import dev.ingest.source.rest.body.Body;
import dev.ingest.source.rest.body.Spool;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Lets a body flow into a spool, and knows when something last came. */
final class Inflow implements BodySubscriber<Body> {
    private final Spool spool;
    private final CompletableFuture<Body> body = new CompletableFuture<>();
    private Optional<Subscription> source = Optional.empty();
    private volatile long last = System.nanoTime();

    Inflow(Spool spool) {
        this.spool = spool;
    }

    /** Nanoseconds since the last sign of life. */
    long silence() {
        return System.nanoTime() - last;
    }

    @Override
    public CompletionStage<Body> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        last = System.nanoTime();
        source = Optional.of(subscription);
        subscription.request(1);
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> bytes) {
        last = System.nanoTime();
        if (body.isDone()) {
            return;
        }
        try {
            for (ByteBuffer part : bytes) {
                spool.write(part);
            }
            source.orElseThrow().request(1);
        } catch (IOException e) {
            source.orElseThrow().cancel();
            fail(e);
        }
    }

    @Override
    public synchronized void onError(Throwable failure) {
        fail(failure);
    }

    @Override
    public synchronized void onComplete() {
        if (!body.isDone()) {
            body.complete(spool.finish());
        }
    }

    /** Nobody waits for the body any more. */
    synchronized void abandon() {
        if (body.isDone() && !body.isCompletedExceptionally()) {
            body.join().close();
        } else {
            fail(new IOException("nobody waits for it"));
        }
    }

    private void fail(Throwable failure) {
        body.completeExceptionally(failure);
        try {
            spool.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
