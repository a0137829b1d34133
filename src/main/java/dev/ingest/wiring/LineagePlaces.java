package dev.ingest.wiring;

import dev.ingest.config.Settings;
import dev.ingest.config.connection.ConnectionSettings;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.JobPlan;
import dev.ingest.record.lineage.DatasetPlace;
import dev.ingest.record.lineage.DatasetPlaces;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Names tables as OpenLineage's naming conventions have it, so that other tools' events speak of the same ones. */
final class LineagePlaces implements DatasetPlaces {
    private static final String FILE = "file://";

    private final Settings settings;
    private final Supplier<String> lake;

    /** @param lake the lake's root, in full */
    LineagePlaces(Settings settings, Supplier<String> lake) {
        this.settings = settings;
        this.lake = lake;
    }

    @Override
    public DatasetPlace read(JobPlan plan) {
        // As the workbook has it: the section's name says which source it is.
        String source = plan.reading().section().keys().get(1);
        String table = plan.reading().table().joined();
        if (plan.reading().type() instanceof DatabaseKind kind) {
            ConnectionSettings connection = Databases.of(kind).connection(settings, source);
            return new DatasetPlace(scheme(kind) + "://" + host(connection), connection.database() + "." + table);
        }
        return new DatasetPlace(api(plan, source), table);
    }

    private static String scheme(DatabaseKind kind) {
        return switch (kind) {
            case POSTGRESQL -> "postgres";
            case ORACLE -> "oracle";
            case MSSQL, AZURE_SQL -> "mssql";
        };
    }

    /** An instance that goes by its name has no port. */
    private static String host(ConnectionSettings connection) {
        return connection.host() + (connection.port() == 0 ? "" : ":" + connection.port());
    }

    private String api(JobPlan plan, String source) {
        return Stream.of("base_url", "client.base_url")
                .flatMap(key -> settings.source(plan.reading().type(), source).text(key).stream())
                .findFirst()
                .flatMap(LineagePlaces::origin)
                .orElse(source);
    }

    private static Optional<String> origin(String url) {
        try {
            URI address = URI.create(url.strip());
            return Optional.ofNullable(address.getHost())
                    .map(host -> address.getScheme() + "://" + host
                            + (address.getPort() < 0 ? "" : ":" + address.getPort()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public DatasetPlace landed(JobPlan plan, String table) {
        String root = lake.get();
        String name = plan.key().dataset() + "/" + table;
        if (root.startsWith(FILE)) {
            return new DatasetPlace("file", root.substring(FILE.length()) + "/" + name);
        }
        URI address = URI.create(root);
        String prefix = address.getPath().replaceAll("^/+|/+$", "");
        return new DatasetPlace(
                address.getScheme() + "://" + address.getAuthority(), prefix.isEmpty() ? name : prefix + "/" + name);
    }
}
