package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.source.jdbc.FakeDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/** A connection whose server answers what a test says. */
final class FakeSqlServer extends FakeDatabase<FakeSqlServer> {
    /** Asked for an object that there is none of. */
    static final int NO_OBJECT = 208;

    SqlServerSession session() {
        return new SqlServerSession(null, connection(Connection.class));
    }

    @Override
    protected FakeSqlServer self() {
        return this;
    }

    @Override
    protected SQLException failure(int code) {
        return new SQLException("Invalid object name.", "S0002", code);
    }

    @Override
    protected ResultSet result(List<String> columns, List<? extends List<?>> rows) {
        return result(ResultSet.class, columns, rows, proxy(ResultSetMetaData.class, (self, method, arguments) -> {
            throw new UnsupportedOperationException(method.getName());
        }));
    }
}
