package dev.ingest.source.jdbc.sqlserver;

import dev.ingest.source.jdbc.sqlserver.connect.ServerError;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a server keeps from a reader without a word: rows, by the filters of security policies, and values, by masks. Both
 * came with SQL Server 2016. A policy is shown to those alone who may see its definition.
 *
 * @param policies names of those that filter what is read
 * @param masked columns of what is read
 */
record ConcealedData(Set<String> policies, Set<String> masked) {
    /** The right to a column or a table has been apart from that to the database since SQL Server 2022. */
    private static final String CONCEALED = """
            SELECT 1, SCHEMA_NAME(p.schema_id) + '.' + p.name
            FROM sys.security_predicates d JOIN sys.security_policies p ON p.object_id = d.object_id
            WHERE d.target_object_id = OBJECT_ID(?) AND d.predicate_type = 0 AND p.is_enabled = 1
            UNION ALL
            SELECT 2, c.name
            FROM sys.masked_columns c
            WHERE c.object_id = OBJECT_ID(?) AND c.is_masked = 1
              AND COALESCE(HAS_PERMS_BY_NAME(DB_NAME(), 'DATABASE', 'UNMASK'), 0) = 0
              AND COALESCE(HAS_PERMS_BY_NAME(?, 'OBJECT', 'UNMASK', c.name, 'COLUMN'), 0) = 0
            """;
    /** With what a view's or a query's columns are made of; those that are only calculated with have no origin. */
    private static final String ORIGINS = "EXEC sp_describe_first_result_set ?, NULL, 1";

    private static final int POLICY = 1;

    /** A column and the one that it shows. */
    private record Origin(String column, String table, String shown) {}

    private record Found(int kind, String name) {}

    /** What is kept from the user of {@code session}, as far as it can be seen. */
    static ConcealedData of(SqlServerSession session, SqlServerRows rows) throws SQLException {
        ConcealedData concealed = new ConcealedData(new LinkedHashSet<>(), new LinkedHashSet<>());
        List<Origin> origins = origins(session, rows);
        for (String table : origins.stream().map(Origin::table).distinct().toList()) {
            for (Found found : concealed(session, table)) {
                if (found.kind() == POLICY) {
                    concealed.policies().add(found.name());
                } else {
                    origins.stream()
                            .filter(origin -> origin.table().equals(table)
                                    && origin.shown().equals(found.name()))
                            .forEach(origin -> concealed.masked().add(origin.column()));
                }
            }
        }
        return concealed;
    }

    private static List<Found> concealed(SqlServerSession session, String table) throws SQLException {
        return ServerError.unlessRefused(() -> Optional.of(session.list(
                        CONCEALED, row -> new Found(row.getInt(1), row.getString(2)), table, table, table)))
                .orElse(List.of());
    }

    private static List<Origin> origins(SqlServerSession session, SqlServerRows rows) throws SQLException {
        List<Origin> origins = new ArrayList<>();
        if (rows.relation().isPresent()) {
            String own = SqlServerText.relation(rows.table());
            rows.columns().forEach(column -> origins.add(new Origin(column.name(), own, column.name())));
        }
        boolean behind = rows.relation()
                .map(relation -> relation.kind() == SqlServerRelation.Kind.VIEW)
                .orElse(true);
        if (behind) {
            session.list(ORIGINS, ConcealedData::origin, "SELECT * FROM " + rows.from())
                    .forEach(origin -> origin.ifPresent(origins::add));
        }
        return origins;
    }

    /** Without one for what is calculated, and for the columns that a server adds for its own use. */
    private static Optional<Origin> origin(ResultSet row) throws SQLException {
        Optional<String> schema = Optional.ofNullable(row.getString("source_schema"));
        Optional<String> table = Optional.ofNullable(row.getString("source_table"));
        Optional<String> shown = Optional.ofNullable(row.getString("source_column"));
        if (row.getBoolean("is_hidden") || schema.isEmpty() || table.isEmpty() || shown.isEmpty()) {
            return Optional.empty();
        }
        String name = SqlServerText.identifier(schema.get()) + "." + SqlServerText.identifier(table.get());
        return Optional.of(new Origin(row.getString("name"), name, shown.get()));
    }
}
