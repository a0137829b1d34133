package dev.ingest.record.lineage;

import dev.ingest.outbound.Delivery;
import dev.ingest.outbound.HttpPost;
import dev.ingest.secret.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A service that takes events over HTTP, as Marquez and data catalogues do. */
public final class LineageService implements LineageReceiver {
    private static final String USUAL_PATH = "/api/v1/lineage";

    private final HttpPost post = new HttpPost();
    private final URI address;
    private final Map<String, Secret> headers;
    private final Delivery delivery;

    /**
     * @param address the service, or its endpoint where that is not the usual one
     * @param key shown to it
     */
    public LineageService(URI address, Optional<Secret> key, Delivery delivery) {
        boolean bare = address.getRawPath() == null || address.getRawPath().matches("/?");
        this.address = bare ? address.resolve(USUAL_PATH) : address;
        this.headers = key.map(secret -> Map.of("Authorization", new Secret("Bearer " + secret.reveal())))
                .orElse(Map.of());
        this.delivery = delivery;
    }

    @Override
    public void take(String json) {
        delivery.deliver(
                "the lineage service at " + address.getHost(),
                () -> post.send("the lineage service", address, headers, json));
    }
}
