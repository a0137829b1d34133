package dev.ingest.source.jdbc.postgres.copy;

import dev.ingest.source.jdbc.RowOrigin;
import java.util.ArrayList;
import java.util.List;

/** Remembers how a reader left its origin. */
final class Ends implements RowOrigin {
    final List<String> heard = new ArrayList<>();

    @Override
    public void confirm() {
        heard.add("confirmed");
    }

    @Override
    public void complete() {
        heard.add("complete");
    }

    @Override
    public void abandon() {
        heard.add("abandoned");
    }
}
