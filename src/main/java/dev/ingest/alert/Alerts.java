package dev.ingest.alert;

import dev.ingest.failure.IngestException;
import dev.ingest.outbound.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** All channels that are set; each gets a message by itself, at the same time, and none waits for another. */
public final class Alerts {
    private final List<AlertChannel> channels;
    private final Delivery delivery;

    public Alerts(List<AlertChannel> channels, Delivery delivery) {
        this.channels = List.copyOf(channels);
        this.delivery = delivery;
    }

    /** Whether there is nobody to tell. */
    public boolean isEmpty() {
        return channels.isEmpty();
    }

    /**
     * What came of a message on one channel.
     *
     * @param channel whom it was to reach
     * @param failure why it did not
     */
    public record Sent(String channel, Optional<IngestException> failure) {}

    /** Sends a message to all; returns in time, whoever is silent. */
    public List<Sent> send(Alert alert) {
        List<CompletableFuture<Sent>> sending = new ArrayList<>();
        for (AlertChannel channel : channels) {
            CompletableFuture<Sent> sent = new CompletableFuture<>();
            Thread thread = new Thread(() -> sent.complete(send(channel, alert)), "alert");
            thread.setDaemon(true);
            thread.start();
            sending.add(sent);
        }
        return sending.stream().map(CompletableFuture::join).toList();
    }

    private Sent send(AlertChannel channel, Alert alert) {
        try {
            delivery.deliver(channel.name(), () -> channel.send(alert));
            return new Sent(channel.name(), Optional.empty());
        } catch (IngestException e) {
            return new Sent(channel.name(), Optional.of(e));
        }
    }
}
