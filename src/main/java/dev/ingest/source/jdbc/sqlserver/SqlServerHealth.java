package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.job.cursor.Remark;
import dev.ingest.source.Health;
import dev.ingest.source.jdbc.JdbcTarget;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a server tells of itself and of the connection to it. */
final class SqlServerHealth {
    private static final String SERVER = """
            SELECT CONVERT(nvarchar(128), SERVERPROPERTY('ProductVersion')) + N' '
              + CONVERT(nvarchar(128), SERVERPROPERTY('Edition')), SUSER_SNAME()
            """;

    private final SqlServerSession session;
    private final JdbcTarget target;
    private final List<String> warnings;

    /** @param warnings what is known of the connections already */
    SqlServerHealth(SqlServerSession session, JdbcTarget target, List<String> warnings) {
        this.session = session;
        this.target = target;
        this.warnings = warnings;
    }

    private record Server(String version, String user) {}

    Health read() throws SQLException {
        Server server = session.first(SERVER, row -> new Server(row.getString(1), row.getString(2)))
                .orElseThrow();
        SqlServerClock clock = new SqlServerClock(session, target);
        SqlServerClock.Now now = clock.now();
        boolean seen = clock.showsOthers(now);
        return new Health(
                target.kind().label(),
                server.version(),
                server.user(),
                SqlServerProperties.of(target).isEncrypted() ? "TLS" : Health.PLAIN,
                now.utc().toInstant(ZoneOffset.UTC),
                Optional.of(clock.zone(now)),
                seen ? Health.OpenTransactions.SEEN : Health.OpenTransactions.HIDDEN,
                Stream.of(
                                warnings.stream(),
                                Versioning.of(session).warning(target).stream(),
                                clock.remarks().stream().map(Remark::sentence))
                        .flatMap(remarks -> remarks)
                        .toList());
    }
}
