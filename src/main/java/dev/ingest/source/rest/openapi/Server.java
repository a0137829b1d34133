package dev.ingest.source.rest.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where the API is.
 *
 * @param address of the document's first server
 * @param remarks what people should know of it
 */
record Server(String address, List<String> remarks) {
    private static final String NOWHERE = "https://host.invalid";

    Server {
        remarks = List.copyOf(remarks);
    }

    static Server of(Document document) {
        JsonNode servers = document.root().path("servers");
        JsonNode first = servers.path(0);
        List<String> remarks = new ArrayList<>();
        String url = first.path("url").asText("");
        for (Map.Entry<String, JsonNode> variable : first.path("variables").properties()) {
            String value = variable.getValue().path("default").asText("");
            url = url.replace("{" + variable.getKey() + "}", value);
            remarks.add(variable.getKey() + " of the server's address is " + value + ", its default");
        }
        String address = url.replaceAll("/+$", "");
        if (!isAddress(address)) {
            remarks.add("the document does not name the host: put it in");
            address = NOWHERE + (address.startsWith("/") && isAddress(NOWHERE + address) ? address : "");
        }
        for (int i = 1; i < servers.size(); i++) {
            remarks.add("another server: " + servers.path(i).path("url").asText(""));
        }
        return new Server(address, remarks);
    }

    /** {@code written} as a whole URL. */
    String absolute(String written) {
        if (isAddress(written)) {
            return written;
        }
        try {
            String resolved =
                    URI.create(address + "/").resolve(new URI(written)).toString();
            return isAddress(resolved) ? resolved : NOWHERE;
        } catch (URISyntaxException noAddress) {
            return NOWHERE;
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return text.matches("(?i)https?://.*") && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (URISyntaxException noAddress) {
            return false;
        }
    }
}
