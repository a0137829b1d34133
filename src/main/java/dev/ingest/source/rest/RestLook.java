package dev.ingest.source.rest;

import dev.ingest.data.Column;
import dev.ingest.job.RowIdColumn;
import dev.ingest.job.cursor.CursorType;
import dev.ingest.job.name.TableName;
import dev.ingest.source.CursorCandidate;
import dev.ingest.source.SourceColumn;
import dev.ingest.source.TableLook;
import dev.ingest.source.rest.endpoint.Endpoint;
import dev.ingest.source.rest.endpoint.Paging;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes of the first page of a resource what people want to know before they write a row for it. */
final class RestLook {
    /** An API promises no order; numbers of these names tend to grow. */
    private static final Pattern GROWING = Pattern.compile(
            "(.*_)?(id|seq|sequence|version|revision|ts|timestamp|updated|modified|changed|created)(_.*)?");

    private final Endpoint endpoint;
    private final Detected seen;

    RestLook(Endpoint endpoint, Detected seen) {
        this.endpoint = endpoint;
        this.seen = seen;
    }

    /** {@code target}, of whose resource {@code table} no page is asked for but the first. */
    static RestTarget target(RestTarget target, TableName table) {
        return new RestTarget(
                target.section(),
                target.api(),
                name -> {
                    Endpoint endpoint = target.endpoints().apply(name);
                    return name.equals(table) ? endpoint.withPages(1) : endpoint;
                },
                target.types(),
                target.secrets(),
                target.shelf(),
                target.pace(),
                target.threads());
    }

    TableLook of(TableName table, List<Column> columns) {
        List<SourceColumn> fields = columns.stream()
                .filter(column -> !column.equals(RowIdColumn.COLUMN))
                .map(RestRules::column)
                .toList();
        return new TableLook(
                table,
                fields,
                fields.stream().flatMap(field -> candidate(field).stream()).toList(),
                remarks(fields.isEmpty()));
    }

    private static Optional<CursorCandidate> candidate(SourceColumn field) {
        return new RestRules()
                .cursorType(field)
                .filter(type -> type.isTime()
                        || (type == CursorType.INTEGER
                                && GROWING.matcher(field.name()).matches()))
                .map(type -> new CursorCandidate(
                        field.name(), field.declaredType(), type, CursorCandidate.Index.NONE, field.nullability()));
    }

    private List<String> remarks(boolean none) {
        List<String> remarks = new ArrayList<>();
        if (none) {
            remarks.add("no record on the first page");
        }
        if (endpoint.records().whole()) {
            remarks.add("each response is one row");
        } else {
            endpoint.selector()
                    .or(() -> seen.selector().map(Object::toString))
                    .ifPresent(place -> remarks.add("records at " + place));
        }
        if (endpoint.pages().paging() instanceof Paging.Auto) {
            seen.paging().ifPresent(way -> remarks.add("pages follow by " + way));
        } else {
            remarks.add("pages follow as its paginator says");
        }
        return remarks;
    }
}
