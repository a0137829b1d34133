package dev.ingest.wiring;

import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.config.Settings;
import dev.ingest.config.connection.ConnectionSettings;
import dev.ingest.config.connection.ConnectionStyle;
import dev.ingest.failure.FailureKind;
import dev.ingest.failure.IngestException;
import dev.ingest.job.DatabaseKind;
import dev.ingest.source.Connector;
import dev.ingest.source.jdbc.JdbcChoices;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.Login;
import dev.ingest.source.jdbc.SqlDialect;
import dev.ingest.source.jdbc.oracle.OracleConnector;
import dev.ingest.source.jdbc.oracle.OracleDialect;
import dev.ingest.source.jdbc.postgres.PostgresConnector;
import dev.ingest.source.jdbc.postgres.PostgresDialect;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One kind of database: what is known of it, and how one is reached.
 *
 * @param kind which
 * @param dialect its types and its SQL
 * @param style how its users write where it is
 * @param check refuses a target that cannot be; asks nobody
 * @param opener the way to a target; nobody connects until a session asks something
 */
record Databases(
        DatabaseKind kind,
        SqlDialect dialect,
        ConnectionStyle style,
        Consumer<JdbcTarget> check,
        Function<JdbcTarget, Connector> opener) {
    private static final Databases POSTGRESQL = new Databases(
            DatabaseKind.POSTGRESQL,
            new PostgresDialect(),
            ConnectionStyle.POSTGRESQL,
            PostgresConnector::check,
            PostgresConnector::new);

    private static final Databases ORACLE = new Databases(
            DatabaseKind.ORACLE,
            new OracleDialect(),
            ConnectionStyle.ORACLE,
            OracleConnector::check,
            OracleConnector::new);

    /**
     * The databases of one kind.
     *
     * @throws IngestException (CONFIG) for one that this version does not read
     */
    static Databases of(DatabaseKind kind) {
        return switch (kind) {
            case POSTGRESQL -> POSTGRESQL;
            case ORACLE -> ORACLE;
            case MSSQL, AZURE_SQL ->
                throw new IngestException(
                        FailureKind.CONFIG,
                        "Cannot read " + kind.label() + " (" + kind.id()
                                + "): this version reads PostgreSQL and Oracle. Switch the row off with enabled = N.");
        };
    }

    /** What the settings say of how the source {@code name} is reached. */
    ConnectionSettings connection(Settings settings, String name) {
        return ConnectionSettings.of(settings.source(kind, name), name, style);
    }

    /** How the source {@code name} is reached. */
    JdbcTarget target(Settings settings, String name) {
        SettingScope scope = settings.source(kind, name);
        ConnectionSettings connection = connection(settings, name);
        return new JdbcTarget(
                settings.sectionOf(kind, name),
                kind,
                connection.host(),
                connection.port(),
                connection.database(),
                login(connection),
                connection.query(),
                scope.value(SettingCatalog.CONNECT_TIMEOUT),
                scope.value(SettingCatalog.ROW_SECURITY),
                new JdbcChoices(scope.value(SettingCatalog.LOB_BYTES), scope.value(SettingCatalog.SCN_READS)));
    }

    private static Login login(ConnectionSettings connection) {
        return connection
                .username()
                .<Login>map(name -> new Login.Password(name, connection.password()))
                .orElseGet(Login.Integrated::new);
    }
}
