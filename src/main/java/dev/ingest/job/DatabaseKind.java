package dev.ingest.job;

/** The databases. */
public enum DatabaseKind implements SourceType {
    POSTGRESQL("postgresql", "PostgreSQL"),
    ORACLE("oracle", "Oracle"),
    MSSQL("mssql", "SQL Server"),
    AZURE_SQL("azure_sql", "Azure SQL");

    private final String id;
    private final String label;

    DatabaseKind(String id, String label) {
        this.id = id;
        this.label = label;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String label() {
        return label;
    }
}
