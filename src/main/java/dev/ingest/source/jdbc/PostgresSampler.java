package dev.ingest.source.jdbc;

import dev.ingest.job.DatabaseKind;
import dev.ingest.job.JobPlan;
import dev.ingest.source.KeyColumn;
import dev.ingest.source.KeySample;
import dev.ingest.source.jdbc.dialect.Dialects;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks which keys some rows of a table hold. */
final class PostgresSampler {
    private final PostgresSession session;

    PostgresSampler(PostgresSession session) {
        this.session = session;
    }

    private record Sampled(Optional<String> key, long rows) {}

    KeySample keys(JobPlan plan, KeyColumn key) throws SQLException {
        List<Sampled> sampled = session.list(
                Dialects.of(DatabaseKind.POSTGRESQL).sample(plan, key),
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
