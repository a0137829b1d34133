package dev.ingest.source.jdbc.sqlserver.connect;

import com.microsoft.sqlserver.jdbc.SQLServerDataSource;
import com.microsoft.sqlserver.jdbc.SQLServerException;
import java.io.Serial;
import java.sql.Connection;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Makes the driver's connections, each with sockets that can be closed under it; one that shows a token gets a new one. */
final class SqlServerConnections extends SQLServerDataSource {
    @Serial
    private static final long serialVersionUID = 1;

    /** Whom a token is shown to. */
    private static final String SCOPE = "https://database.windows.net/.default";

    /** Held, as the driver's loggers take their level from it: what it would print stands in its exceptions too. */
    private static final Logger DRIVER_LOG = Logger.getLogger("com.microsoft.sqlserver.jdbc");

    static {
        DRIVER_LOG.setLevel(Level.OFF);
    }

    private final transient SqlServerProperties properties;
    private final transient Map<Connection, String> marks = Collections.synchronizedMap(new WeakHashMap<>());

    SqlServerConnections(SqlServerProperties properties) {
        this.properties = properties;
    }

    @Override
    public Connection getConnection() throws SQLServerException {
        String mark = ConnectionSockets.mark();
        SQLServerDataSource driver = new SQLServerDataSource();
        driver.setURL(properties.url());
        driver.setSocketFactoryClass(ConnectionSockets.class.getName());
        driver.setSocketFactoryConstructorArg(mark);
        properties.user().ifPresent(driver::setUser);
        properties.password().ifPresent(password -> driver.setPassword(password.reveal()));
        properties
                .tokens()
                .ifPresent(tokens -> driver.setAccessToken(tokens.token(SCOPE).reveal()));
        try {
            Connection made = driver.getConnection();
            marks.put(made, mark);
            return made;
        } catch (SQLServerException | RuntimeException refused) {
            ConnectionSockets.close(mark);
            throw refused;
        }
    }

    /** Closes the sockets under a connection of the driver's. */
    void sever(Connection connection) {
        String mark = marks.remove(connection);
        if (mark != null) {
            ConnectionSockets.close(mark);
        }
    }
}
