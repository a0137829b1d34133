package dev.ingest.wiring;

import dev.ingest.config.ConnectionSettings;
import dev.ingest.config.Finding;
import dev.ingest.config.JobColumn;
import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.config.Settings;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.DatabaseKind;
import dev.ingest.job.NearMatch;
import dev.ingest.job.SourceType;
import dev.ingest.run.Job;
import dev.ingest.run.SourceOpener;
import dev.ingest.source.Connector;
import dev.ingest.source.Dialect;
import dev.ingest.source.Source;
import dev.ingest.source.jdbc.JdbcSources;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.dialect.Dialects;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What jobs read from, by {@code source_type}; jobs of one section share the way to it until this is closed. */
final class Sources implements SourceOpener {
    private final Settings settings;
    private final Map<String, Connector> connectors = new HashMap<>();
    /** What is wrong with a source, by its type and name: every job of it asks. */
    private final Map<List<String>, Optional<String>> faults = new ConcurrentHashMap<>();

    Sources(Settings settings) {
        this.settings = settings;
    }

    /** What is known of a kind of source without asking it. */
    static Dialect dialect(SourceType type) {
        if (type instanceof DatabaseKind kind) {
            return Dialects.of(kind);
        }
        throw new IngestException(
                FailureKind.CONFIG,
                "Cannot read a " + type.label() + ": this version reads databases. Set enabled to N for the row.");
    }

    @Override
    public synchronized Source open(Job job) {
        JdbcTarget target = target(job);
        return connectors
                .computeIfAbsent(target.section(), section -> JdbcSources.connector(target))
                .session();
    }

    @Override
    public synchronized void close() {
        connectors.values().forEach(Connector::close);
        connectors.clear();
    }

    @Override
    public List<Finding> check(Job job) {
        if (!(job.row().type() instanceof DatabaseKind)) {
            return List.of();
        }
        return faults.computeIfAbsent(List.of(job.row().type().id(), job.row().sourceName()), source -> fault(job))
                .map(fault -> List.of(job.row().finding(JobColumn.SOURCE_NAME, fault)))
                .orElse(List.of());
    }

    private Optional<String> fault(Job job) {
        try {
            JdbcSources.check(target(job));
            connection(job).demandPassword();
            return Optional.empty();
        } catch (IngestException e) {
            return Optional.of(e.getMessage() + nearSection(job));
        }
    }

    private String nearSection(Job job) {
        Set<String> known = settings.sourceSections();
        String name = job.row().sourceName();
        return known.contains(name) ? "" : NearMatch.question(name, known);
    }

    private JdbcTarget target(Job job) {
        if (!(job.row().type() instanceof DatabaseKind kind)) {
            throw new IllegalStateException("no database: " + job.row().type());
        }
        String name = job.row().sourceName();
        SettingScope scope = settings.source(kind, name);
        ConnectionSettings connection = connection(job);
        return new JdbcTarget(
                settings.sectionOf(kind, name),
                kind,
                connection.host(),
                connection.port(),
                connection.database(),
                connection.username(),
                connection.password(),
                connection.query(),
                scope.value(SettingCatalog.CONNECT_TIMEOUT),
                scope.value(SettingCatalog.ROW_SECURITY));
    }

    private ConnectionSettings connection(Job job) {
        String name = job.row().sourceName();
        SettingScope scope = settings.source(job.row().type(), name);
        return ConnectionSettings.of(
                scope, name, drivers(job.row().type()), usualPort(job.row().type()));
    }

    private static Set<String> drivers(SourceType type) {
        if (!(type instanceof DatabaseKind kind)) {
            throw new IllegalStateException("no database: " + type);
        }
        return switch (kind) {
            case POSTGRESQL -> Set.of("postgresql", "postgres");
            case ORACLE -> Set.of("oracle");
            case MSSQL, AZURE_SQL -> Set.of("mssql", "sqlserver");
        };
    }

    private static int usualPort(SourceType type) {
        if (!(type instanceof DatabaseKind kind)) {
            throw new IllegalStateException("no database: " + type);
        }
        return switch (kind) {
            case POSTGRESQL -> 5432;
            case ORACLE -> 1521;
            case MSSQL, AZURE_SQL -> 1433;
        };
    }
}
