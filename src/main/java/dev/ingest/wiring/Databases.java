package dev.ingest.wiring;

import dev.ingest.config.SettingCatalog;
import dev.ingest.config.SettingScope;
import dev.ingest.config.Settings;
import dev.ingest.config.connection.ConnectionSettings;
import dev.ingest.config.connection.ConnectionStyle;
import dev.ingest.job.DatabaseKind;
import dev.ingest.secret.AccessTokens;
import dev.ingest.source.Connector;
import dev.ingest.source.SourceRules;
import dev.ingest.source.jdbc.JdbcChoices;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.Login;
import dev.ingest.source.jdbc.SqlDialect;
import dev.ingest.source.jdbc.oracle.OracleConnector;
import dev.ingest.source.jdbc.oracle.OracleDialect;
import dev.ingest.source.jdbc.postgres.PostgresConnector;
import dev.ingest.source.jdbc.postgres.PostgresDialect;
import dev.ingest.source.jdbc.sqlserver.SqlServerConnector;
import dev.ingest.source.jdbc.sqlserver.SqlServerDialect;
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
        Function<JdbcTarget, Connector> opener)
        implements SourceKind {
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

    private static final Databases MSSQL = new Databases(
            DatabaseKind.MSSQL,
            new SqlServerDialect(),
            ConnectionStyle.SQL_SERVER,
            SqlServerConnector::check,
            SqlServerConnector::new);

    private static final Databases AZURE_SQL = new Databases(
            DatabaseKind.AZURE_SQL,
            new SqlServerDialect(),
            ConnectionStyle.AZURE_SQL,
            SqlServerConnector::check,
            SqlServerConnector::new);

    /** The databases of one kind. */
    static Databases of(DatabaseKind kind) {
        return switch (kind) {
            case POSTGRESQL -> POSTGRESQL;
            case ORACLE -> ORACLE;
            case MSSQL -> MSSQL;
            case AZURE_SQL -> AZURE_SQL;
        };
    }

    @Override
    public SourceRules rules() {
        return dialect;
    }

    @Override
    public void check(Settings settings, String name, AccessTokens cloud) {
        check.accept(target(settings, name, cloud));
        connection(settings, name).demandPassword();
    }

    @Override
    public Connector connector(Settings settings, String name, AccessTokens cloud) {
        return opener.apply(target(settings, name, cloud));
    }

    ConnectionSettings connection(Settings settings, String name) {
        return ConnectionSettings.of(settings.source(kind, name), name, style);
    }

    private JdbcTarget target(Settings settings, String name, AccessTokens cloud) {
        SettingScope scope = settings.source(kind, name);
        ConnectionSettings connection = connection(settings, name);
        return new JdbcTarget(
                settings.sectionOf(kind, name),
                kind,
                connection.host(),
                connection.port(),
                connection.database(),
                login(connection, cloud),
                connection.query(),
                scope.value(SettingCatalog.CONNECT_TIMEOUT),
                scope.value(SettingCatalog.ROW_SECURITY),
                new JdbcChoices(scope.value(SettingCatalog.LOB_BYTES), scope.value(SettingCatalog.SCN_READS)));
    }

    private static Login login(ConnectionSettings connection, AccessTokens cloud) {
        return switch (connection.authentication()) {
            case PASSWORD -> new Login.Password(connection.username().orElseThrow(), connection.password());
            case INTEGRATED -> new Login.Integrated();
            case ENTRA -> new Login.Token(cloud);
        };
    }
}
