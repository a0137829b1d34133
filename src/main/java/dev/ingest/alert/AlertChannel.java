package dev.ingest.alert;

/** A way to people. */
public interface AlertChannel {
    /** Whom it reaches, as people read it: {@code the webhook at hooks.slack.com}. */
    String name();

    /**
     * Hands over a message once.
     *
     * @throws dev.ingest.failure.IngestException (CONNECT) when it is not taken
     */
    void send(Alert alert) throws InterruptedException;
}
