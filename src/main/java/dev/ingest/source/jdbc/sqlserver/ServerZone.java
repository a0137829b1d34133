package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.source.jdbc.sqlserver.connect.ServerError;
import java.sql.SQLException;
import java.util.Optional;

/** Asks for the zone in which a server writes times that carry none. */
final class ServerZone {
    /** Since SQL Server 2022, and on Azure SQL. */
    private static final String NAMED = "SELECT CURRENT_TIMEZONE_ID()";

    /** Before, it stands in the registry of the server's machine, where everybody may look. */
    private static final String REGISTERED = """
            EXEC master.dbo.xp_regread N'HKEY_LOCAL_MACHINE',
              N'SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation', N'TimeZoneKeyName'
            """;

    private final SqlServerSession session;

    ServerZone(SqlServerSession session) {
        this.session = session;
    }

    /** Its name, in the words of Windows or of IANA; absent where the server does not tell. */
    Optional<String> name() throws SQLException {
        Optional<String> named = asked(NAMED, 1);
        return named.isPresent() ? named : asked(REGISTERED, 2);
    }

    private Optional<String> asked(String question, int column) throws SQLException {
        return ServerError.unlessRefused(
                        () -> session.first(question, row -> Optional.ofNullable(row.getString(column))))
                .orElse(Optional.empty())
                .map(String::strip)
                .filter(name -> !name.isEmpty());
    }
}
