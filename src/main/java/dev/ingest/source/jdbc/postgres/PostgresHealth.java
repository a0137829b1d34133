package dev.ingest.source.jdbc.postgres;

import dev.ingest.job.cursor.Remark;
import dev.ingest.source.Health;
import dev.ingest.source.jdbc.JdbcTarget;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a server tells of itself and of the connection to it. */
final class PostgresHealth {
    /** Transactions that are open on a standby's primary show nowhere but there. */
    private static final String SERVER = """
            SELECT current_setting('server_version'), current_user::text, pg_catalog.clock_timestamp(),
              (SELECT version FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid() AND ssl),
              pg_catalog.pg_is_in_recovery(), pg_catalog.pg_has_role('pg_read_all_stats', 'USAGE')
            """;

    private final PostgresSession session;
    private final JdbcTarget target;
    private final List<String> warnings;

    /** @param warnings what is known of the connections already */
    PostgresHealth(PostgresSession session, JdbcTarget target, List<String> warnings) {
        this.session = session;
        this.target = target;
        this.warnings = warnings;
    }

    private record Server(
            String version,
            String user,
            OffsetDateTime clock,
            Optional<String> encryption,
            boolean standby,
            boolean seesOthers) {
        Health.OpenTransactions openTransactions() {
            return seesOthers && !standby ? Health.OpenTransactions.SEEN : Health.OpenTransactions.HIDDEN;
        }

        Stream<String> remark(JdbcTarget target) {
            if (standby) {
                return Stream.of(target.place() + " is a standby: transactions that are open on its primary cannot be"
                        + " seen. Set watermark_lag for tables with late commits.");
            }
            return seesOthers
                    ? Stream.empty()
                    : Stream.of(target.place() + " does not show " + user + " the open transactions of other users."
                            + " GRANT pg_read_all_stats TO " + user + " lets them be seen.");
        }
    }

    Health read() throws SQLException {
        Server server = session.first(
                        SERVER,
                        row -> new Server(
                                row.getString(1),
                                row.getString(2),
                                row.getObject(3, OffsetDateTime.class),
                                Optional.ofNullable(row.getString(4)),
                                row.getBoolean(5),
                                row.getBoolean(6)))
                .orElseThrow();
        PostgresClock clock = new PostgresClock(session, target);
        ZoneId zone = clock.zone();
        return new Health(
                target.kind().label(),
                server.version(),
                server.user(),
                server.encryption().orElse(Health.PLAIN),
                server.clock().toInstant(),
                Optional.of(zone),
                server.openTransactions(),
                Stream.of(
                                warnings.stream(),
                                server.remark(target),
                                clock.remarks().stream().map(Remark::sentence))
                        .flatMap(remarks -> remarks)
                        .toList());
    }
}
