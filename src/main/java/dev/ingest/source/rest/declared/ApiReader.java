package dev.ingest.source.rest.declared;

import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.name.TableName;
import dev.ingest.source.rest.endpoint.Api;
import dev.ingest.source.rest.endpoint.Auth;
import dev.ingest.source.rest.endpoint.Endpoint;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles the section of an API, and those of its resources, as users write them with dlt's names. */
public final class ApiReader {
    private static final String TABLES = "tables";
    private static final String DEFAULTS = "resource_defaults";
    private static final String CLIENT = "client";

    private final Map<String, Object> tree;
    private final String section;
    private final Set<String> settings;

    /**
     * @param tree all that is written in the source's section, secrets by their names
     * @param section as people write it: {@code sources.crm}
     * @param settings keys that stand in these sections and are read by others
     */
    public ApiReader(Map<String, Object> tree, String section, Set<String> settings) {
        this.tree = opened(tree, CLIENT);
        this.section = section;
        this.settings = settings;
    }

    /**
     * What all endpoints share.
     *
     * @throws IngestException (CONFIG) with all that is wrong
     */
    public Api api() {
        Declaration source = new Declaration(tree, section);
        source.knows(settings);
        Api api = api(source);
        refuse(source.faults());
        return api;
    }

    static Api api(Declaration source) {
        source.knows(List.of(TABLES, DEFAULTS, "drivername", "type"));
        EndpointReader.knowDefaults(source);
        HeaderReader.Headers headers = HeaderReader.read(source, "");
        List<Auth> auths = new ArrayList<>(AuthReader.read(source));
        auths.addAll(headers.secret());
        return new Api(
                baseUrl(source),
                headers.plain(),
                auths,
                MannersReader.limits(source),
                MannersReader.retries(source),
                MannersReader.traffic(source),
                MannersReader.otherOrigins(source));
    }

    private static URI baseUrl(Declaration source) {
        String written = source.required("base_url");
        URI uri = uri(written);
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!written.isEmpty() && (!http || uri.getHost() == null)) {
            source.fault("base_url", "is to be a URL as https://api.example.com/v1, not '" + written + "'");
        }
        return uri;
    }

    private static URI uri(String written) {
        try {
            return new URI(written.strip());
        } catch (URISyntaxException e) {
            return URI.create("");
        }
    }

    /**
     * The plan of the resource {@code table}.
     *
     * @throws IngestException (CONFIG) with all that is wrong
     */
    public Endpoint endpoint(TableName table) {
        String name = table.joined();
        Map<String, Object> written = hidden(below(tree, DEFAULTS), DEFAULTS);
        for (String key : List.of("paginator", "response_actions", "params", "data_selector", "method", "format")) {
            if (tree.containsKey(key)) {
                written.putIfAbsent(key, tree.get(key));
            }
        }
        Map<String, Object> own = below(below(tree, TABLES), name);
        Map<String, Object> chosen = own.isEmpty() ? below(below(tree, TABLES), table.toString()) : own;
        merge(written, opened(hidden(chosen, TABLES + "." + name), "endpoint"));
        Declaration declared = new Declaration(written, section + "." + TABLES + "." + name);
        declared.knows(settings);
        Endpoint endpoint = new EndpointReader(declared, name).read();
        refuse(declared.faults());
        return endpoint;
    }

    /** The resources that have a section of their own. */
    public List<TableName> resources() {
        return below(tree, TABLES).keySet().stream().map(ApiReader::named).toList();
    }

    private static TableName named(String key) {
        try {
            return TableName.parse(key);
        } catch (IllegalArgumentException needsQuotes) {
            return TableName.exact(key);
        }
    }

    /** A plan holds no secret: in the place of a header that is one by its name stands the way to it. */
    private static Map<String, Object> hidden(Map<String, Object> resource, String way) {
        Map<String, Object> hidden = new LinkedHashMap<>(resource);
        if (resource.get("headers") instanceof Map<?, ?> written) {
            Map<String, Object> headers = map(written);
            headers.replaceAll((name, value) ->
                    HeaderReader.isSecret(name) && !value.toString().contains("{")
                            ? "{secret['" + way + ".headers." + name + "']}"
                            : value);
            hidden.put("headers", headers);
        }
        return hidden;
    }

    /** Parameters and headers join those around them; anything else takes its place. */
    private static void merge(Map<String, Object> around, Map<String, Object> own) {
        own.forEach((key, value) -> {
            boolean joins = key.equals("params") || key.equals("headers");
            if (joins && value instanceof Map && around.get(key) instanceof Map<?, ?> outer) {
                Map<String, Object> joined = map(outer);
                joined.putAll(map(value));
                around.put(key, joined);
            } else {
                around.put(key, value);
            }
        });
    }

    /** A section whose keys may stand in a sub-section, as dlt has them. */
    private static Map<String, Object> opened(Map<String, Object> tree, String sub) {
        Object inner = tree.get(sub);
        if (inner instanceof String path && sub.equals("endpoint")) {
            Map<String, Object> opened = new LinkedHashMap<>(tree);
            opened.remove(sub);
            opened.put("path", path);
            return opened;
        }
        if (!(inner instanceof Map)) {
            return tree;
        }
        Map<String, Object> opened = new LinkedHashMap<>(tree);
        opened.remove(sub);
        opened.putAll(map(inner));
        return opened;
    }

    private static Map<String, Object> below(Map<String, Object> tree, String key) {
        return tree.get(key) instanceof Map<?, ?> map ? map(map) : Map.of();
    }

    private static Map<String, Object> map(Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((key, each) -> copy.put(String.valueOf(key), each));
        return copy;
    }

    private static void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new IngestException(
                    FailureKind.CONFIG,
                    "Cannot use the settings of the API: " + String.join("; ", faults)
                            + (faults.get(faults.size() - 1).endsWith("?") ? "" : "."));
        }
    }
}
