package dev.ingest.source.jdbc.postgres;

import dev.ingest.job.Reading;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.KeySample;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks which keys some rows of a table hold. */
final class PostgresSampler {
    private static final PostgresDialect DIALECT = new PostgresDialect();

    private final PostgresSession session;

    PostgresSampler(PostgresSession session) {
        this.session = session;
    }

    private record Sampled(Optional<String> key, long rows) {}

    KeySample keys(Reading reading, KeyColumn key) throws SQLException {
        List<Sampled> sampled = session.list(
                DIALECT.sample(reading, key),
                row -> new Sampled(Optional.ofNullable(row.getString(1)), row.getLong(2)));
        List<KeySample.Count> keys = new ArrayList<>();
        long nulls = 0;
        for (Sampled one : sampled) {
            one.key().ifPresent(text -> keys.add(new KeySample.Count(text, one.rows())));
            nulls += one.key().isPresent() ? 0 : one.rows();
        }
        return new KeySample(keys, nulls);
    }
}
