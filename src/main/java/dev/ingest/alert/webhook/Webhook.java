package dev.ingest.alert.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ingest.alert.Alert;
import dev.ingest.alert.AlertChannel;
import dev.ingest.config.notice.WebhookForm;
import dev.ingest.outbound.HttpPost;
import dev.ingest.record.JsonText;
import dev.ingest.secret.Secret;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;

/** An address that takes alerts; who knows it can write there, so it is a secret but for its host. */
public final class Webhook implements AlertChannel {
    /** A short part stands in too many texts. */
    private static final int LONG = 12;

    private final HttpPost post = new HttpPost();
    private final URI address;
    private final WebhookForm form;

    /**
     * @param address where
     * @throws IllegalArgumentException for what is no address
     */
    public Webhook(Secret address, WebhookForm form) {
        this.address = HttpPost.address(address.reveal());
        this.form = form;
        // Messages of clients show it without the host too.
        Stream.of(this.address.getRawPath(), this.address.getRawQuery())
                .flatMap(Stream::ofNullable)
                .filter(part -> part.length() >= LONG)
                .forEach(Secret::new);
    }

    @Override
    public String name() {
        return "the webhook at " + address.getHost();
    }

    @Override
    public void send(Alert alert) throws InterruptedException {
        post.send("the webhook", address, Map.of(), JsonText.line(message(alert)));
    }

    private ObjectNode message(Alert alert) {
        return switch (form) {
            case TEAMS -> TeamsCard.of(alert);
            case SLACK -> SlackBlocks.of(alert);
            case JSON -> PlainMessage.of(alert);
        };
    }
}
