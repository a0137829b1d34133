package dev.ingest.config.connection;

/** How the users of one kind of database write where it is. */
public enum ConnectionStyle {
    POSTGRESQL,
    ORACLE,
    SQL_SERVER,
    AZURE_SQL;

    /** The port where none is set. */
    public int usualPort() {
        return notation().usualPort();
    }

    Notation notation() {
        return switch (this) {
            case POSTGRESQL -> new PostgresNotation();
            case ORACLE -> new OracleNotation();
            case SQL_SERVER -> new SqlServerNotation("host:1433", Authentication.INTEGRATED);
            case AZURE_SQL -> new SqlServerNotation("server.database.windows.net:1433", Authentication.PASSWORD);
        };
    }
}
