package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.job.cursor.Remark;
import dev.ingest.source.Health;
import dev.ingest.source.jdbc.JdbcTarget;
import dev.ingest.source.jdbc.sqlserver.connect.SqlServerProperties;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a server tells of itself and of the connection to it. */
final class SqlServerHealth {
    private static final String SERVER = """
            SELECT CONVERT(nvarchar(128), SERVERPROPERTY('ProductVersion')) + N' '
              + CONVERT(nvarchar(128), SERVERPROPERTY('Edition')), SUSER_SNAME(),
              CASE WHEN OBJECT_ID('sys.security_policies') IS NULL THEN 1
                ELSE COALESCE(HAS_PERMS_BY_NAME(DB_NAME(), 'DATABASE', 'VIEW DEFINITION'), 0) END
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

    private record Server(String version, String user, boolean showsPolicies) {
        Stream<String> remark(JdbcTarget target) {
            return showsPolicies
                    ? Stream.empty()
                    : Stream.of(target.place() + " does not show " + user + " security policies, which may hide rows."
                            + " GRANT VIEW DEFINITION TO " + SqlServerText.identifier(user)
                            + " lets a load fail on them.");
        }
    }

    Health read() throws SQLException {
        Server server = session.first(SERVER, row -> new Server(row.getString(1), row.getString(2), row.getBoolean(3)))
                .orElseThrow();
        SqlServerClock clock = new SqlServerClock(session, target);
        SqlServerClock.Now now = clock.now();
        boolean seen = clock.showsOthers(now);
        return new Health(
                target.kind().label(),
                server.version(),
                server.user(),
                SqlServerProperties.of(target)
                        .trust()
                        .map(judged -> "TLS (" + judged + ")")
                        .orElse(Health.PLAIN),
                now.utc().toInstant(ZoneOffset.UTC),
                Optional.of(clock.zone(now)),
                seen ? Health.OpenTransactions.SEEN : Health.OpenTransactions.HIDDEN,
                Stream.of(
                                warnings.stream(),
                                server.remark(target),
                                Versioning.of(session).warning(target).stream(),
                                clock.remarks().stream().map(Remark::sentence))
                        .flatMap(remarks -> remarks)
                        .toList());
    }
}
