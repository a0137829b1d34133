package dev.ingest.source.jdbc.postgres;

import java.io.Serial;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes the driver's connections without Java's manager of drivers, which would load those of all other databases first. */
final class PostgresConnections extends PGSimpleDataSource {
    @Serial
    private static final long serialVersionUID = 1;

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        Properties login = new Properties();
        Optional.ofNullable(user).ifPresent(name -> PGProperty.USER.set(login, name));
        Optional.ofNullable(password).ifPresent(word -> PGProperty.PASSWORD.set(login, word));
        return Optional.ofNullable(new Driver().connect(getUrl(), login))
                .orElseThrow(() -> new SQLException("the driver does not know its own address"));
    }
}
