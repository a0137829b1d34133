package dev.ingest.landing.adls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ingest.e2e.fixture.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class WaitNoticeTest {
    private final List<String> said = new CopyOnWriteArrayList<>();

    @Test
    void aRequestThatTakesLongIsSpokenOfUntilItIsAnswered() throws IOException {
        try (WaitNotice waits = new WaitNotice("account.dfs.core.windows.net", Duration.ofMillis(1), said::add)) {
            String answer = waits.during("create shop/orders/x", () -> {
                Await.until("two notices", () -> said.size() > 1);
                return "answer";
            });
            assertEquals("answer", answer);
        }
        assertTrue(
                said.get(0)
                        .matches("Waiting for account\\.dfs\\.core\\.windows\\.net since \\d+ s: create shop/orders/x"),
                said::toString);
    }

    @Test
    void oneThatIsAnsweredInTimeIsNot() throws IOException {
        try (WaitNotice waits = new WaitNotice("account", Duration.ofHours(1), said::add)) {
            waits.during("read x", () -> "answer");
        }
        assertEquals(List.of(), said);
    }
}
