package dev.ingest.source.jdbc.sqlserver.connect;

import com.microsoft.sqlserver.jdbc.SQLServerDriver;

/** The driver that reads, for messages: what times out under one version of it may not under another. */
public final class DriverVersion {
    /** {@code mssql-jdbc 13.6}. */
    public static final String NAMED = named(new SQLServerDriver());

    private DriverVersion() {}

    private static String named(SQLServerDriver driver) {
        return "mssql-jdbc " + driver.getMajorVersion() + "." + driver.getMinorVersion();
    }
}
