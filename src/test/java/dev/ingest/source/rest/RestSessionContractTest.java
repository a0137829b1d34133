package dev.ingest.source.rest;

import dev.ingest.job.ApiKind;
import dev.ingest.job.SourceType;
import dev.ingest.job.name.TableName;
import dev.ingest.source.Connector;
import dev.ingest.source.SessionContract;
import dev.ingest.source.TestTable;
import dev.ingest.source.rest.TestApi.Answer;
import dev.ingest.source.rest.TestApi.Asked;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** Sessions with an API on loopback whose resources are pages with links. */
class RestSessionContractTest extends SessionContract {
    private static final int PAGE = 50;

    private final Map<String, TestTable> tables = new ConcurrentHashMap<>();
    private final CountDownLatch hangs = new CountDownLatch(1);
    private final TestApi api = new TestApi(this::answer);

    @AfterEach
    void closeApi() {
        api.close();
    }

    private Answer answer(Asked asked) {
        String name = asked.path().substring(1);
        int page = asked.number("page", 0);
        if (name.equals("endless")) {
            return page(name, page, IntStream.range(page * PAGE, (page + 1) * PAGE), true);
        } else if (name.equals("hanging")) {
            Answer answer = page(name, page, IntStream.range(page * PAGE, (page + 1) * PAGE), true);
            if (page == 2) {
                hangs.countDown();
                return answer.stuck();
            }
            return answer;
        }
        TestTable table = tables.get(name);
        if (table == null) {
            return Answer.of(404, "{}");
        }
        int from = Math.min(page * PAGE, table.rows().size());
        int to = Math.min(from + PAGE, table.rows().size());
        return Answer.json(body(
                IntStream.range(from, to).mapToObj(row -> record(table, row)).collect(Collectors.joining(",")),
                to < table.rows().size() ? "/" + name + "?page=" + (page + 1) : ""));
    }

    private static Answer page(String name, int page, IntStream ids, boolean more) {
        return Answer.json(body(
                ids.mapToObj(id -> "{\"id\":" + id + "}").collect(Collectors.joining(",")),
                more ? "/" + name + "?page=" + (page + 1) : ""));
    }

    private static String body(String records, String next) {
        return "{\"data\":[" + records + "],\"next\":" + (next.isEmpty() ? "null" : "\"" + next + "\"") + "}";
    }

    private static String record(TestTable table, int row) {
        return IntStream.range(0, table.columns().size())
                .mapToObj(i -> {
                    Object value = table.rows().get(row).get(i);
                    String json =
                            value instanceof Number || value == null ? String.valueOf(value) : "\"" + value + "\"";
                    return "\"" + table.columns().get(i).name() + "\":" + json;
                })
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Override
    protected SourceType type() {
        return ApiKind.REST;
    }

    @Override
    protected Connector open() {
        return ReadApi.connector("base_url = \"" + api.uri() + "\"\npaginator = \"json_link\"\n", 1_000);
    }

    @Override
    protected Connector openToNobody() {
        return ReadApi.connector("base_url = \"http://127.0.0.1:1\"\n", 1_000);
    }

    @Override
    protected boolean asksForTables() {
        return false;
    }

    @Override
    protected void create(TestTable table) {
        tables.put(table.name(), table);
    }

    @Override
    protected void insert(TestTable more) {
        TestTable grown = tables.get(more.name());
        for (var row : more.rows()) {
            grown = grown.row(row.toArray());
        }
        tables.put(more.name(), grown);
    }

    @Override
    protected void drop(TableName table) {
        tables.remove(table.table());
    }

    @Override
    protected TableName createEndless() {
        return TableName.exact("endless");
    }

    @Override
    protected TableName createHanging() {
        return TableName.exact("hanging");
    }

    @Override
    protected void awaitHang() throws InterruptedException {
        hangs.await();
    }
}
